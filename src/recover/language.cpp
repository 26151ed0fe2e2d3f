#include "recover/language.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <unordered_map>

#include "base/utf8.h"
#include "recover/characters.h"

namespace pamphlet::recover {
namespace {

using std::string_view;

// Commonest words, shared ones too: those of a rival count only where the rival does not have them.
struct Language {
  string_view tag;
  string_view words;
};

// clang-format off
constexpr auto kLanguages = std::to_array<Language>({
    {"en", "the and of to is you your for with that are this it can in or be have not when from will they if a an at on as by but my i we our she he her his has was what do does every about more than may should how all who there their them most some after before until into each only been no so up out me"},
    {"es", "el la de que y los las un una es por para con su se del al no más como puede está tu usted en a o lo le si son pero sus ha muy también desde hasta cuando sin sobre ser este esta hay qué cada entre todo porque mi bebé nos sea tiene después"},
    {"fr", "le la de et les des un une est vous votre pour que qui dans avec sur pas ne du au ou il elle en se ce sont par plus cette ces aux peut être on vos bébé si mais son sa ses leur nous comme à a l'on sans tout même après avant très c'est"},
    {"de", "der die das und ist nicht ein eine sie mit auf für den von zu dem im sich auch ihr wenn oder es kann in wie bei aus nach einen einer zum zur dass werden wird sind haben nur noch aber man so als am ihre ihren durch um vor mehr bis hat über du dein ich wir diese sehr"},
    {"it", "il la di che e gli un una è per con non del della sono più le nel si anche questo dei alla come in a da lo l o al delle ha se ma i su può essere nella dal tra questa quando bambino molto dopo ogni tutto senza prima fino solo suo"},
    {"pt", "o a de que e os as um uma é para com não do da em no na seu você mais dos ao pode se por ou como mas bebê bebé das sua são nos à até também ser está quando muito foi isso este esta sem depois antes cada entre"},
    {"nl", "de het een en van is dat niet je op te voor met zijn er aan ook als uw bij om kan heeft of in die u naar wordt worden dan nog maar door tot uit over wel meer deze moet veel kunt baby zo bent geen na ze hebben"},
    {"vi", "và của là cho không bé được các có một khi trong với những để này mẹ đã người thì nếu hãy bạn từ"},
    {"pl", "i w na z się nie do jest to że jak dla po od przez ale może są czy lub oraz jeśli za by o a ze tym jego które który dziecko dziecka można gdy już też tylko przed przy co należy"},
    {"sv", "och att det är en som på av för med den till inte har kan du ett om så eller från när vid barnet de i man ska din ditt hos även mycket efter men jag vi blir är mer utan också där"},
    {"da", "og at det er en som på af for med den til ikke har kan du et om så eller fra når ved barnet de i man skal din dit hos også meget efter men jeg vi bliver mere uden hvis være der"},
    {"nb", "og å det er en som på av for med den til ikke har kan du et om så eller fra når ved barnet de i man skal din ditt hos også mye etter men jeg vi blir mer uten hvis være der"},
    {"fi", "ja on ei se että voi tai kun ovat myös jos sen hän mutta niin kuin sitä ole vauvan olla joka mukaan kanssa lapsen vauva lapsi ne tämä sekä voit hyvin noin jälkeen ennen"},
    {"is", "og að er í á ekki það sem með til við um en af fyrir þú barnið eða ef getur frá þegar hefur eru þess því verið"},
    {"tr", "ve bir bu için ile da de olarak çok daha gibi sonra olan kadar ne en her veya değil bebek sizin eğer ancak olabilir mi bebeğinizi bebeğin bebeğiniz önce ya o var yok"},
    {"cs", "a se v na je že s z do to si jsou které pro nebo při po pokud může ale jako byl od dítě o ve ze za by jeho které by také není jen už před aby dítěte"},
    {"sk", "a sa v na je že s z do to si sú ktoré pre alebo pri po ak môže ale ako bol od dieťa o vo zo za by jeho aj nie len už pred aby dieťaťa"},
    {"hr", "i u na se je da za su od ne s o koji ili kao što može ako ali iz bi ga nije više kako dijete nakon te kod prije bebe treba"},
    {"sl", "in v na se je da za so od ne z o ki ali kot lahko če pa iz bi ga ni več kako otrok po tudi pri pred dojenček ter"},
    {"lt", "ir yra kad į su ne iš tai kaip ar jei gali būti po nuo bet jūsų kūdikio kūdikis už apie prie labai vaikas taip"},
    {"lv", "un ir ka no uz ar ne to kā vai ja var būt pēc bet jūsu mazuļa mazulis par pie ļoti bērns bērna tā"},
    {"et", "ja on ei et see kui või oma ka siis ning võib tema aga kes mis lapse beebi pärast enne peab väga"},
    {"hu", "a az és hogy nem is egy ha meg de vagy van már csak mint ez után kell lehet ki minden baba még azt"},
    {"ro", "și de la în nu cu pe un o să este pentru care din sau mai sunt dacă ce al după poate copilul prin a se au fi cel când foarte"},
    {"ca", "el la de que i els les un una és per a amb no es del al més com pot si en o són però seva nadó quan molt també des fins"},
    {"sq", "dhe të e në i që për me është një nga nuk si se ka do ose më foshnja duhet mund kur pas por këtë"},
    {"mt", "u li ta' fil il l-i għal biex ma huwa hija minn jew jekk meta għandek tarbija trabi mill"},
    {"cy", "y yr a i o yn ar eich mae am ei gan neu os wrth babi chi gyda bydd pan hyn"},
    {"ga", "an na agus a i ar go is tá do le nó má leanbh níl sé sí ag seo"},
    {"eu", "eta da ez du bat dira edo izan haurra egin ere baina zure dago behar den"},
    {"id", "yang dan di untuk dengan ini tidak dari pada atau anda bisa adalah bayi akan ke dapat saat ibu jika juga itu lebih agar"},
    {"ms", "yang dan di untuk dengan ini tidak dari pada atau anda boleh adalah bayi akan ke dapat semasa ibu jika juga itu lebih supaya ialah kerana"},
    {"tl", "ang ng sa na mga at ay hindi para kung o ito ni iyong mo siya may ka niya kapag sanggol nang po isang"},
    {"sw", "na ya wa kwa ni la za katika kama au mtoto ili hii si cha kuwa wako yako mama baada kabla vya hiyo mara tu"},
    {"so", "iyo ka ku oo in waa ee la uu ah si ay ama haddii ilmaha caanaha u waxa aad dhalmada kale"},
    {"ht", "ak nan yo pou pa se ki ou li yon nou gen ti bebe lè si sa kapab fè tout w l"},
    {"ha", "da na a ta wannan ga cikin ne ce jariri ba don za kuma yana idan ko ya su"},
    {"yo", "ní àti ti sí pé kí ó ọmọ fún jẹ wọn náà tí bá lè ìyá nígbà"},
    {"ru", "и в не на что с как для это по у вы от или если ребенка ребёнка при из но может до за его после когда также вас все"},
    {"uk", "і в не на що з як для це по у ви від або якщо дитини при із але може до за його після коли також вас та й"},
    {"bg", "и в не на че с как за това по от или ако детето при из но може до след когато също се да са е"},
    {"sr", "и у не на да са као за то по од или ако детета при из али може до после када такође се су је"},
    {"ar", "في من على إلى أن هذا هذه التي الذي لا ما أو مع عن كان قد إذا بعد قبل كل طفلك الطفل"},
    {"fa", "و در به از که این را با است برای آن یک نوزاد یا اگر می شما هم کودک تا شود"},
    {"ur", "کے کی میں ہے اور سے کا کو نہیں پر یہ بچے اگر آپ ہیں کر یا بھی تو"},
    {"he", "את של על לא זה עם או אם הוא היא כי גם התינוק יש כל אל"},
    {"hi", "है के की में और से का को नहीं पर यह बच्चे अगर आप हैं कर या भी तो"},
    {"mr", "आहे आणि च्या मध्ये तर या ते हे बाळ आपल्या नाही व की किंवा असेल"},
    {"ne", "छ र को मा का लाई छैन यो पनि तपाईं बच्चा गर्न भने वा हो"},
});
// clang-format on
static_assert(kLanguages.size() <= 64);

// Which languages have a word: a bit for each.
using LanguageSet = std::uint64_t;
const std::unordered_map<string_view, LanguageSet>& common_words() {
  static const std::unordered_map<string_view, LanguageSet> kWords = [] {
    std::unordered_map<string_view, LanguageSet> words;
    for (std::size_t i = 0; i < kLanguages.size(); ++i) {
      for (const string_view word : split_words(kLanguages[i].words)) words[word] |= LanguageSet{1} << i;
    }
    return words;
  }();
  return kWords;
}

struct Script {
  char32_t from, to;
  string_view tag;  // of the language that alone uses it in the table's neighbourhood; "" for one that many use
};
constexpr auto kScripts = std::to_array<Script>({
    {0x1EA0, 0x1EF9, "vi"}, {0x1A1, 0x1A1, "vi"}, {0x1B0, 0x1B0, "vi"},  // Latin letters that it alone uses: ơ ư, two marks
    {0x370, 0x3FF, "el"},   {0x400, 0x52F, ""},   {0x531, 0x58F, "hy"},  {0x590, 0x5FF, "he"},   {0x900, 0x97F, ""},
    {0x980, 0x9FF, "bn"},   {0xA00, 0xA7F, "pa"}, {0xA80, 0xAFF, "gu"},  {0xB80, 0xBFF, "ta"},   {0xC00, 0xC7F, "te"},
    {0xC80, 0xCFF, "kn"},   {0xD00, 0xD7F, "ml"}, {0xD80, 0xDFF, "si"},  {0xE00, 0xE7F, "th"},   {0xE80, 0xEFF, "lo"},
    {0x1000, 0x109F, "my"}, {0x10A0, 0x10FF, "ka"}, {0x1200, 0x137F, "am"}, {0x1780, 0x17FF, "km"}, {0x3040, 0x30FF, "ja"},
    {0x4E00, 0x9FFF, "zh"}, {0xAC00, 0xD7AF, "ko"},
});

struct Tally {
  std::unordered_map<LanguageSet, std::size_t> hits;  // words by which languages have them
  std::size_t words = 0, letters = 0, right_to_left = 0;
  std::array<std::size_t, kScripts.size()> scripts{};

  void add_word(string_view word) {
    ++words;
    std::string folded = fold(word);
    while (!folded.empty() && string_view(".,;:!?)\"").find(folded.back()) != string_view::npos)
      folded.pop_back();
    const auto found = common_words().find(folded);
    if (found != common_words().end()) ++hits[found->second];
  }

  void add_letters(string_view word) {
    for (std::size_t at = 0; at < word.size();) {
      const char32_t c = next_code_point(word, at);
      if (!is_letter(c)) continue;
      ++letters;
      if (c < 0x1A1) continue;
      right_to_left += c >= 0x590 && c < 0x900;
      const auto script = std::find_if(kScripts.begin(), kScripts.end(), [&](const Script& s) { return c >= s.from && c <= s.to; });
      if (script != kScripts.end()) ++scripts[static_cast<std::size_t>(script - kScripts.begin())];
    }
  }

  std::size_t in_script(string_view tag) const {
    std::size_t sum = 0;
    for (std::size_t i = 0; i < kScripts.size(); ++i) sum += kScripts[i].tag == tag ? scripts[i] : 0;
    return sum;
  }

  // The language that its script tells, or "".
  string_view script_language() const {
    if (letters < 20) return {};
    // Japanese mixes kana with Han, so that a fifth of kana is plenty; of Vietnamese letters about a sixth are its own.
    if (in_script("ja") * 5 > letters) return "ja";
    if (in_script("vi") * 12 > letters) return "vi";
    for (const Script& script : kScripts) {
      if (!script.tag.empty() && in_script(script.tag) * 2 > letters) return script.tag;
    }
    return {};
  }

  std::size_t with(LanguageSet wanted, LanguageSet without) const {
    std::size_t sum = 0;
    for (const auto& [languages, times] : hits) sum += (languages & wanted) != 0 && (languages & without) == 0 ? times : 0;
    return sum;
  }
};

}  // namespace

LanguageGuess guess_language(const Page& page) {
  constexpr std::size_t kEnoughWords = 1500;  // more would not change the answer
  Tally tally;
  for (std::size_t i = 0; i < page.lines.size() && tally.words < kEnoughWords; ++i) {
    if (page.lines[i].fate != Fate::keep) continue;
    const std::string_view text = page.text(i);
    for (const string_view word : split_words(text.substr(0, 20000))) {
      tally.add_word(word);
      tally.add_letters(word);
    }
  }
  if (const string_view tag = tally.script_language(); !tag.empty()) return {tag, Sureness::sure};
  std::size_t best = 0, most = 0;
  for (std::size_t i = 0; i < kLanguages.size(); ++i) {
    const std::size_t hits = tally.with(LanguageSet{1} << i, 0);
    if (hits > most) {
      most = hits;
      best = i;
    }
  }
  // Against each rival count the words that the other does not have: near relatives share most of them.
  std::size_t narrowest = SIZE_MAX;
  bool clear = true;
  for (std::size_t i = 0; i < kLanguages.size(); ++i) {
    if (i == best) continue;
    const std::size_t own = tally.with(LanguageSet{1} << best, LanguageSet{1} << i), rival = tally.with(LanguageSet{1} << i, LanguageSet{1} << best);
    clear &= own >= 1 && own >= rival * 2;
    narrowest = std::min(narrowest, own - std::min(own, rival));
  }
  // Running text has such words at every second or third place; one in eight, and a clear lead, is enough to say so.
  constexpr std::size_t kFewestHits = 4, kFewestWords = 8;
  if (most >= kFewestHits && most * 8 >= tally.words && clear)
    return {kLanguages[best].tag, most >= 20 && narrowest >= 8 ? Sureness::sure : Sureness::likely};
  // A language that is none of these: no rules of another one then. Of what is read from right to left the letters say
  // enough; a short English text may have few of the words above.
  const bool english = best == 0 && most * 16 >= tally.words;
  const bool enough = tally.words >= kFewestWords && tally.letters >= 40 && tally.right_to_left * 2 < tally.letters;
  return {{}, Sureness::guess, enough && !english};
}

}  // namespace pamphlet::recover
