#include "recover/phrases.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "recover/characters.h"

namespace pamphlet::recover {
namespace {

using std::string_view;

template <std::size_t N>
constexpr std::array<string_view, N> sorted(std::array<string_view, N> phrases) {
  std::sort(phrases.begin(), phrases.end());
  return phrases;
}

template <std::size_t N>
bool holds(const std::array<string_view, N>& phrases, string_view phrase) {
  return std::binary_search(phrases.begin(), phrases.end(), phrase);
}

template <std::size_t N>
bool starts_with_any(const std::array<string_view, N>& phrases, string_view text) {
  return std::any_of(phrases.begin(), phrases.end(), [&](string_view p) { return text.starts_with(p); });
}

template <std::size_t N>
bool contains_any(const std::array<string_view, N>& phrases, string_view text) {
  return std::any_of(phrases.begin(), phrases.end(), [&](string_view p) { return text.find(p) != string_view::npos; });
}

// Set by hand: one phrase a line would hide the code.
// clang-format off
constexpr auto kPagePhrases = sorted(std::to_array<string_view>({
    // ways back and on
    "back to blog", "back to the blog", "back to home", "back to homepage", "back to news", "back to articles",
    "back to all posts", "back to all articles", "back to resources", "back to top", "return to top", "all posts",
    "view all posts", "see all posts", "see all articles", "view all articles", "previous post", "next post",
    "previous article", "next article", "older posts", "newer posts", "skip to content", "skip to main content",
    "skip to navigation", "read more", "continue reading", "keep reading", "volver al blog", "volver al inicio",
    "volver arriba", "entrada anterior", "entrada siguiente", "siguiente entrada", "artículo anterior",
    "artículo siguiente", "saltar al contenido", "ir al contenido", "leer más", "seguir leyendo", "sigue leyendo",
    "ver todas las entradas", "retour au blog", "retour à l'accueil", "retour en haut", "retour aux articles",
    "haut de page", "article précédent", "article suivant", "aller au contenu", "passer au contenu",
    "lire la suite", "tous les articles", "zurück zum blog", "zurück zur startseite", "zurück zur übersicht",
    "nach oben", "zum seitenanfang", "vorheriger beitrag", "nächster beitrag", "vorheriger artikel",
    "nächster artikel", "zum inhalt springen", "zum inhalt", "weiterlesen", "mehr lesen", "alle beiträge",
    "alle artikel",
    // sharing
    "share this", "share this post", "share this article", "share this page", "share on", "share on facebook",
    "share on twitter", "share on x", "share on pinterest", "share on linkedin", "share on whatsapp",
    "share via email", "share with friends", "like this", "like loading", "loading", "follow us", "follow us on",
    "follow us on instagram", "follow us on facebook", "copy link", "print this page", "print this article",
    "save this post", "pin it for later", "click to share", "compartir", "compartir en", "compartir en facebook",
    "compartir en twitter", "compartir en whatsapp", "compartir este artículo", "comparte este artículo",
    "comparte esta entrada", "comparte esto", "síguenos", "síguenos en", "síguenos en instagram", "cargando",
    "imprimir este artículo", "partager", "partager cet article", "partager sur", "partager sur facebook",
    "partager sur twitter", "suivez-nous", "suivez-nous sur", "chargement", "imprimer cet article", "copier le lien",
    "teilen", "teilen mit", "teilen auf", "diesen artikel teilen", "diesen beitrag teilen", "artikel teilen",
    "beitrag teilen", "auf facebook teilen", "auf twitter teilen", "folge uns", "folgen sie uns", "wird geladen",
    "seite drucken", "artikel drucken", "link kopieren",
    // comments
    "leave a comment", "leave a reply", "leave a comment cancel reply", "leave a reply cancel reply",
    "post a comment", "post comment", "add a comment", "comments are closed", "cancel reply",
    "your email address will not be published", "required fields are marked",
    "your email address will not be published. required fields are marked",
    "please note, comments must be approved before they are published",
    "save my name, email, and website in this browser for the next time i comment",
    "notify me of follow-up comments by email", "notify me of new posts by email", "deja un comentario",
    "dejar un comentario", "deja una respuesta", "deja una respuesta cancelar la respuesta", "publicar el comentario",
    "publicar comentario", "cancelar la respuesta", "tu dirección de correo electrónico no será publicada",
    "los campos obligatorios están marcados con", "laisser un commentaire", "laisser une réponse",
    "laissez un commentaire", "ajouter un commentaire", "annuler la réponse", "publier le commentaire",
    "votre adresse e-mail ne sera pas publiée", "les champs obligatoires sont indiqués avec", "kommentar schreiben",
    "kommentar hinterlassen", "schreibe einen kommentar", "schreiben sie einen kommentar", "antwort hinterlassen",
    "antworten abbrechen", "kommentar abschicken", "deine e-mail-adresse wird nicht veröffentlicht",
    "erforderliche felder sind mit", "erforderliche felder sind mit * markiert",
    // newsletters and law
    "subscribe", "subscribe now", "subscribe to our newsletter", "subscribe to our blog", "join our newsletter",
    "join our mailing list", "sign up for our newsletter", "sign up to our newsletter", "get our newsletter",
    "enter your email address", "enter your email", "your email address", "email address", "privacy policy",
    "terms of service", "terms of use", "terms and conditions", "terms & conditions", "cookie policy",
    "cookie settings", "manage cookies", "manage preferences", "accept all cookies", "accept cookies", "accept all",
    "reject all", "all rights reserved", "advertisement", "advertisements", "sponsored", "sponsored content",
    "powered by wordpress", "powered by shopify", "powered by squarespace", "powered by wix",
    "proudly powered by wordpress", "suscríbete", "suscríbete a nuestro boletín", "suscríbete al boletín",
    "suscríbete a nuestra newsletter", "política de privacidad", "política de cookies", "aviso legal",
    "términos y condiciones", "aceptar todas", "aceptar cookies", "rechazar todas", "configurar cookies",
    "gestionar cookies", "publicidad", "todos los derechos reservados", "abonnez-vous",
    "abonnez-vous à notre newsletter", "inscrivez-vous à notre newsletter", "s'abonner",
    "s'inscrire à la newsletter", "politique de confidentialité", "mentions légales", "conditions générales",
    "tout accepter", "tout refuser", "accepter les cookies", "gérer les cookies", "paramétrer les cookies",
    "publicité", "tous droits réservés", "newsletter abonnieren", "jetzt abonnieren", "zum newsletter anmelden",
    "newsletter bestellen", "datenschutz", "datenschutzerklärung", "impressum", "cookie-einstellungen",
    "alle akzeptieren", "alle cookies akzeptieren", "alle ablehnen", "anzeige", "werbung", "alle rechte vorbehalten",
}));

constexpr auto kPageWords = sorted(std::to_array<string_view>({
    "home", "blog", "menu", "search", "contact", "contact us", "about", "about us", "shop", "cart", "log in", "login",
    "sign in", "sign up", "share", "print", "email", "e-mail", "like", "reply", "accept", "decline", "deny", "got it",
    "ok", "i agree", "close", "more", "save", "name", "website", "comment", "comment *", "submit", "send", "news",
    "services", "resources", "toggle navigation", "toggle menu", "open menu", "close menu", "previous", "next",
    "learn more", "settings", "preferences", "customize", "comments", "faq", "donate", "book now", "faqs", "inicio",
    "menú", "buscar", "contacto", "sobre nosotros", "quiénes somos", "tienda", "carrito", "iniciar sesión",
    "compartir", "comparte", "imprimir", "correo", "me gusta", "responder", "aceptar", "rechazar", "de acuerdo",
    "cerrar", "más", "guardar", "nombre", "correo electrónico", "web", "comentario", "enviar", "noticias",
    "servicios", "anterior", "siguiente", "configurar", "más información", "comentarios", "accueil", "recherche",
    "rechercher", "à propos", "qui sommes-nous", "boutique", "panier", "connexion", "partager", "imprimer", "j'aime",
    "répondre", "accepter", "refuser", "d'accord", "fermer", "plus", "enregistrer", "nom", "site web", "commentaire",
    "envoyer", "actualités", "précédent", "suivant", "commentaires", "en savoir plus", "personnaliser",
    "continuer sans accepter", "startseite", "menü", "suche", "suchen", "kontakt", "über uns", "warenkorb",
    "anmelden", "teilen", "drucken", "gefällt mir", "antworten", "akzeptieren", "ablehnen", "verstanden",
    "einverstanden", "schließen", "mehr", "speichern", "senden", "aktuelles", "zurück", "weiter", "einstellungen",
    "kommentar", "kommentare", "mehr erfahren",
}));

constexpr auto kRelated = sorted(std::to_array<string_view>({
    "related posts", "related articles", "related", "related content", "related reading", "you may also like",
    "you might also like", "recent posts", "more from the blog", "more from our blog", "more articles", "more posts",
    "read next", "up next", "recommended for you", "popular posts", "artículos relacionados",
    "entradas relacionadas", "también te puede interesar", "te puede interesar", "también te puede gustar",
    "entradas recientes", "más artículos", "articles similaires", "articles liés", "sur le même sujet",
    "à lire aussi", "vous aimerez aussi", "articles récents", "cela pourrait vous intéresser",
    "ähnliche beiträge", "ähnliche artikel", "verwandte artikel", "das könnte dich auch interessieren",
    "das könnte sie auch interessieren", "weitere artikel", "weitere beiträge", "neueste beiträge",
    "mehr zum thema",
}));

// A row of these is a share row when at least one is the name of a network.
constexpr auto kNetworks = sorted(std::to_array<string_view>({
    "facebook", "twitter", "pinterest", "whatsapp", "linkedin", "reddit", "tumblr", "telegram", "instagram",
    "messenger", "tweet", "tiktok", "bluesky", "mastodon", "pocket", "xing", "tuitear", "twittern", "tweeter",
    "flipboard", "snapchat", "youtube",
}));
constexpr auto kShareWords = sorted(std::to_array<string_view>({
    "x", "pin", "it", "share", "this", "on", "email", "e-mail", "mail", "print", "like", "more", "copy", "link",
    "save", "post", "follow", "us", "threads", "sms", "text", "via", "and", "or", "compartir", "en", "por", "correo",
    "imprimir", "enlace", "copiar", "partager", "sur", "par", "imprimer", "lien", "copier", "teilen", "auf", "per",
    "mit", "drucken", "kopieren", "shares", "y", "et", "und",
}));

constexpr auto kStartPages = sorted(std::to_array<string_view>({
    "home", "homepage", "blog", "start", "news", "inicio", "portada", "accueil", "startseite", "you are here: home",
    "estás aquí: inicio", "vous êtes ici : accueil", "sie sind hier: startseite",
}));

constexpr auto kCookieOpenings = std::to_array<string_view>({
    "we use cookies", "this site uses cookies", "this website uses cookies", "our site uses cookies",
    "our website uses cookies", "by using this site", "by using this website", "by continuing to use", "by clicking",
    "we value your privacy", "we and our partners", "cookies help us", "usamos cookies", "utilizamos cookies",
    "este sitio usa cookies", "este sitio utiliza cookies", "este sitio web usa cookies",
    "este sitio web utiliza cookies", "esta web utiliza cookies", "esta web usa cookies",
    "esta página utiliza cookies", "nous utilisons des cookies", "ce site utilise des cookies",
    "ce site web utilise des cookies", "en poursuivant votre navigation", "wir verwenden cookies",
    "wir nutzen cookies", "wir setzen cookies", "diese website verwendet cookies", "diese website nutzt cookies",
    "diese seite verwendet cookies", "diese seite nutzt cookies", "diese webseite verwendet cookies",
    "auf dieser website werden cookies", "unsere website verwendet cookies",
});
// What a banner says besides "cookies", so that a recipe is not taken for one.
constexpr auto kCookieWords = std::to_array<string_view>({
    "experience", "site", "traffic", "consent", "privacy", "analy", "personali", "accept", "preferences", "browser",
    "browsing", "partners", "experiencia", "sitio", "página", "tráfico", "navegación", "consentimiento", "acepta",
    "navigation", "audience", "expérience", "nutzung", "erfahrung", "webseite", "website", "zustimm", "datenschutz",
    "erlebnis", "seite",
});

constexpr auto kNewsletterOpenings = std::to_array<string_view>({
    "subscribe to", "sign up for our", "sign up to our", "join our newsletter", "join our mailing list",
    "get our newsletter", "get our free newsletter", "suscríbete a", "suscríbete para", "apúntate a nuestr",
    "abonnez-vous", "inscrivez-vous à", "recevez notre newsletter", "abonniere unseren", "abonnieren sie unseren",
    "melde dich für unseren", "melden sie sich für unseren", "jetzt newsletter",
});
constexpr auto kNewsletterWords = std::to_array<string_view>({
    "newsletter", "mailing list", "email", "e-mail", "inbox", "boletín", "correo", "lettre d'information",
});
// clang-format on

bool is_number_token(string_view word) {
  if (word.size() > 6 || word.empty() || !is_ascii_digit(word[0])) return false;
  return word.find_first_not_of("0123456789.,k+") == string_view::npos;
}

string_view bare(string_view word) {
  constexpr string_view kPunctuation = ".,;:!|/()[]+&*•·";
  while (!word.empty() && kPunctuation.find(word.front()) != string_view::npos)
    word.remove_prefix(1);
  while (!word.empty() && kPunctuation.find(word.back()) != string_view::npos)
    word.remove_suffix(1);
  return word;
}

}  // namespace

bool is_page_phrase(string_view folded) {
  return holds(kPagePhrases, folded);
}
bool is_page_word(string_view folded) {
  return holds(kPageWords, folded);
}
bool is_related_heading(string_view folded) {
  return holds(kRelated, folded);
}

bool is_share_row(string_view folded) {
  if (folded.size() > 160) return false;
  bool network = false;
  for (const string_view token : split_words(folded)) {
    const string_view word = bare(token);
    if (holds(kNetworks, word)) {
      network = true;
    } else if (!word.empty() && !holds(kShareWords, word) && !is_number_token(word) && first_character(word) < 0x2000) {
      return false;
    }
  }
  return network;
}

bool is_breadcrumb(string_view folded) {
  if (folded.size() > 200) return false;
  for (const string_view separator : {string_view(">"), string_view("»"), string_view("›"), string_view("→")}) {
    std::vector<string_view> parts;
    for (std::size_t at = 0; at <= folded.size();) {
      const std::size_t end = std::min(folded.find(separator, at), folded.size());
      parts.push_back(strip(folded.substr(at, end - at)));
      at = end + separator.size();
    }
    // The last part is often cut, or missing because the page's own title follows.
    if (parts.size() >= 2 && holds(kStartPages, parts[0])) return true;
  }
  return false;
}

bool is_reading_time(string_view folded) {
  if (folded.size() > 60) return false;
  constexpr auto kWords = sorted(std::to_array<string_view>({
      "min",  "mins",      "min.",  "minute",    "minutes", "minutos", "minuto", "minuten", "read",          "reading",
      "time", "estimated", "about", "approx",    "lectura", "tiempo",  "de",     "lecture", "temps",         "lesezeit",
      "ca",   "ungefähr",  "lesen", "lesedauer", "to",      "less",    "than",   "a",       "approximately",
  }));
  bool minutes = false, reading = false;
  for (const string_view token : split_words(folded)) {
    const string_view word = bare(token);
    if (word.empty() || is_number_token(word)) continue;
    const string_view unit =
        word.find('-') != string_view::npos ? word.substr(word.find('-') + 1) : word;  // "5-minute"
    if (!holds(kWords, unit)) return false;
    minutes |= unit.starts_with("min");
    reading |= unit.starts_with("read") || unit.starts_with("lect") || unit.starts_with("lese");
  }
  return minutes && reading;
}

bool is_count(string_view folded) {
  const std::vector<string_view> words = split_words(folded);
  if (words.size() != 2) return false;
  constexpr auto kNone = sorted(std::to_array<string_view>({"no", "sin", "aucun", "keine", "pas"}));
  constexpr auto kCounted = sorted(std::to_array<string_view>({
      "comment",  "comments",   "like",        "likes",   "view",      "views",       "share",        "shares",
      "claps",    "comentario", "comentarios", "visitas", "vistas",    "commentaire", "commentaires", "vues",
      "partages", "kommentar",  "kommentare",  "aufrufe", "responses", "replies",
  }));
  return (is_number_token(words[0]) || holds(kNone, words[0])) && holds(kCounted, bare(words[1]));
}

bool is_cookie_banner(string_view folded) {
  if (folded.size() > 900 || !starts_with_any(kCookieOpenings, folded)) return false;
  return folded.find("cookie") != string_view::npos && contains_any(kCookieWords, folded);
}

bool is_copyright(string_view folded) {
  if (folded.size() > 200) return false;
  const bool sign = folded.starts_with("©") || folded.starts_with("(c) ") || folded.starts_with("copyright");
  const bool year = folded.find("19") != string_view::npos || folded.find("20") != string_view::npos;
  return (sign && year) || folded.ends_with("all rights reserved.") || folded.ends_with("all rights reserved") ||
         folded.ends_with("todos los derechos reservados.") || folded.ends_with("todos los derechos reservados") ||
         folded.ends_with("tous droits réservés.") || folded.ends_with("tous droits réservés") ||
         folded.ends_with("alle rechte vorbehalten.") || folded.ends_with("alle rechte vorbehalten");
}

bool is_newsletter(string_view folded) {
  return folded.size() <= 200 && starts_with_any(kNewsletterOpenings, folded) && contains_any(kNewsletterWords, folded);
}

}  // namespace pamphlet::recover
