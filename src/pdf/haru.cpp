// long: the one file that may include the hpdf headers, so everything that calls libharu is here.
#include "pdf/haru.h"

// The object layer is exported but hpdf.h does not include it.
#include <hpdf.h>
#include <hpdf_annotation.h>
#include <hpdf_destination.h>
#include <hpdf_doc.h>
#include <hpdf_objects.h>
#include <hpdf_pages.h>
#include <hpdf_streams.h>

#include <libdeflate.h>

#include <fmt/core.h>

#include <algorithm>
#include <cstring>
#include <new>
#include <span>
#include <vector>

#include "base/hash.h"
#include "pdf/deflate.h"

namespace pamphlet::pdf {
namespace {

constexpr std::uint32_t kObjectIdMask = 0x00FFFFFF;  // hpdf_objects.h: the upper byte of obj_id holds flags
// libharu's lists grow by a fixed step, copying all: with its own 1024 entries a long document is quadratic.
constexpr HPDF_UINT kXrefStep = 1u << 16;
// Pages per node of the page tree: without it all pages are one array, which libharu limits to 32767.
constexpr HPDF_UINT kPagesPerNode = 128;
constexpr std::size_t kObjectsPerStream = 200;  // more compress little better and cost a reader more to open one
constexpr std::size_t kMaxObjects = 8388607;    // ISO 19005-2 §6.1.13

// Bytes of an address; the annotations of a link with a longer one, one for each line, share its action.
constexpr std::size_t kLongUri = 256;

/// libharu calls this with each error; it must only take note, since it is called from C.
void ignore_error(HPDF_STATUS, HPDF_STATUS, void*) {}

/// write_fn of raw dictionaries: prints the text that `attr` owns.
HPDF_STATUS write_raw(HPDF_Dict dictionary, HPDF_Stream stream) {
  const auto* text = static_cast<const std::string*>(dictionary->attr);
  if (text == nullptr || text->empty()) return HPDF_OK;
  return HPDF_Stream_Write(stream, reinterpret_cast<const HPDF_BYTE*>(text->data()), static_cast<HPDF_UINT>(text->size()));
}

void free_raw(HPDF_Dict dictionary) {
  delete static_cast<std::string*>(dictionary->attr);
  dictionary->attr = nullptr;
}

/// Lets `dictionary` print `entries` after its own. It must have no attr of its own (pages and images have).
void make_raw(HPDF_Dict dictionary, std::string entries) {
  entries.shrink_to_fit();  // a long document has a million of these
  if (dictionary->write_fn == write_raw) {
    *static_cast<std::string*>(dictionary->attr) = std::move(entries);
    return;
  }
  dictionary->attr = new std::string(std::move(entries));
  dictionary->write_fn = write_raw;
  dictionary->free_fn = free_raw;
}

/// Sink of the serializer: appends to the string that `attr` names. Called from C, so nothing may be thrown.
HPDF_STATUS append_to_string(HPDF_Stream stream, const HPDF_BYTE* bytes, HPDF_UINT size) {
  try {
    static_cast<std::string*>(stream->attr)->append(reinterpret_cast<const char*>(bytes), size);
  } catch (const std::bad_alloc&) {
    return HPDF_FAILD_TO_ALLOC_MEM;
  }
  return HPDF_OK;
}

bool is_stream(const void* object) {
  const auto* header = static_cast<const HPDF_Obj_Header*>(object);
  return (header->obj_class & HPDF_OCLASS_ANY) == HPDF_OCLASS_DICT && static_cast<const HPDF_Dict_Rec*>(object)->stream != nullptr;
}

ObjectId id_of(const void* object) { return static_cast<const HPDF_Obj_Header*>(object)->obj_id & kObjectIdMask; }

std::string_view filter_entry(StreamFilter filter) {
  switch (filter) {
    case StreamFilter::none: return "";
    case StreamFilter::flate: return "/Filter/FlateDecode";
    case StreamFilter::jpeg: return "/Filter/DCTDecode";
  }
  return "";
}

}  // namespace

struct Haru::Impl {
  HPDF_Doc document = nullptr;
  std::string problem;
  std::vector<HPDF_Page> pages;
  std::vector<HPDF_Outline> bookmarks;
  std::string long_uri;                // of the last link whose address is long, and its action
  ObjectId long_action = kNoObject;
  bool pdf_2 = false;

  ~Impl() {
    if (document != nullptr) HPDF_Free(document);
  }

  /// Notes libharu's error, if any; true when all is well. libharu skips its work silently while an error stands, so
  /// every call is followed by this.
  bool check(std::string_view doing) {
    if (document->error.error_no != HPDF_OK && problem.empty()) {
      problem = fmt::format("libharu refused {} (0x{:04X}, {})", doing, document->error.error_no, document->error.detail_no);
    }
    return problem.empty();
  }
  bool ready() const { return problem.empty(); }

  void* object(ObjectId id) const {
    return id < document->xref->entries->count ? static_cast<HPDF_XrefEntry>(document->xref->entries->obj[id])->obj : nullptr;
  }

  HPDF_Dict new_stream(std::string_view bytes) {
    HPDF_Dict stream = HPDF_DictStream_New(document->mmgr, document->xref);
    return stream != nullptr && fill_stream(stream, bytes) ? stream : nullptr;
  }

  /// Gives a stream exactly the memory it needs: libharu's own blocks are 4 KB each.
  bool fill_stream(HPDF_Dict dictionary, std::string_view bytes) {
    HPDF_Stream memory = HPDF_MemStream_New(document->mmgr, static_cast<HPDF_UINT>(bytes.size()));
    if (memory == nullptr) return false;
    HPDF_Stream_Free(dictionary->stream);
    dictionary->stream = memory;
    dictionary->filter = HPDF_STREAM_FILTER_NONE;
    return HPDF_Stream_Write(memory, reinterpret_cast<const HPDF_BYTE*>(bytes.data()), static_cast<HPDF_UINT>(bytes.size())) == HPDF_OK;
  }

  /// An action that leads to an element, and to its page for readers that know no elements.
  std::string go_to(PagePlace place) const {
    std::string out = "/A<</S/GoTo/SD";
    for (const ObjectId target : {place.element, id_of(pages[place.page])}) {
      out += '[';
      append_reference(out, target);
      out += "/XYZ 0 ";
      append_integer(out, place.y.raw() / Length::kPerPoint + 1);
      out += target == place.element ? " 0]/D" : " 0]>>";
    }
    return out;
  }

  HPDF_Destination new_destination(PagePlace place) {
    HPDF_Page page = pages[place.page];
    HPDF_Destination destination = HPDF_Page_CreateDestination(page);
    if (destination == nullptr) return nullptr;
    // HPDF_Destination_SetXYZ refuses zoom 0, which means "keep the zoom": the array is built by hand.
    HPDF_Array_Clear(destination);
    HPDF_Array_Add(destination, page);
    HPDF_Array_AddName(destination, "XYZ");
    HPDF_Array_AddNumber(destination, 0);
    HPDF_Array_AddNumber(destination, static_cast<HPDF_INT32>(place.y.raw() / Length::kPerPoint + 1));
    HPDF_Array_AddNumber(destination, 0);
    return destination;
  }
};

Haru::Haru(bool pdf_2) : impl_(std::make_unique<Impl>()) {
  impl_->pdf_2 = pdf_2;
  impl_->document = HPDF_New(ignore_error, nullptr);
  if (impl_->document == nullptr) throw std::bad_alloc();
  impl_->document->xref->entries->items_per_block = kXrefStep;
  HPDF_SetPagesConfiguration(impl_->document, kPagesPerNode);
  impl_->check("the page tree");
}

Haru::~Haru() = default;

const std::string& Haru::problem() const { return impl_->problem; }

ObjectId Haru::add_object(std::string body) {
  if (!impl_->ready()) return kNoObject;
  HPDF_Dict dictionary = HPDF_Dict_New(impl_->document->mmgr);
  if (dictionary == nullptr || HPDF_Xref_Add(impl_->document->xref, dictionary) != HPDF_OK) {
    impl_->check("an object");
    return kNoObject;
  }
  make_raw(dictionary, std::move(body));
  return id_of(dictionary);
}

void Haru::set_body(ObjectId object, std::string body) {
  if (!impl_->ready()) return;
  if (void* found = impl_->object(object)) make_raw(static_cast<HPDF_Dict>(found), std::move(body));
}

ObjectId Haru::add_stream(std::string dictionary, std::string_view bytes, StreamFilter filter) {
  if (!impl_->ready()) return kNoObject;
  if (bytes.size() > HPDF_LIMIT_MAX_INT) {
    impl_->problem = "a stream of the PDF would be larger than 2 GiB";
    return kNoObject;
  }
  HPDF_Dict stream = impl_->new_stream(bytes);
  if (!impl_->check("a stream") || stream == nullptr) return kNoObject;
  dictionary += filter_entry(filter);
  make_raw(stream, std::move(dictionary));
  return id_of(stream);
}

void Haru::add_page(Length width, Length height, Length bleed, Length slug, ObjectId resources, std::int32_t struct_parents, std::string_view content) {
  if (!impl_->ready()) return;
  HPDF_Page page = HPDF_AddPage(impl_->document);
  if (!impl_->check("a page") || page == nullptr) return;
  HPDF_Page_SetWidth(page, static_cast<HPDF_REAL>(width.points()));
  HPDF_Page_SetHeight(page, static_cast<HPDF_REAL>(height.points()));
  if (bleed > Length() || slug > Length()) {
    const auto add_box = [&](const char* name, Length over) {
      HPDF_Array box = HPDF_Array_New(page->mmgr);
      for (const Length side : {-over, -over, width + over, height + over}) HPDF_Array_AddReal(box, static_cast<HPDF_REAL>(side.points()));
      HPDF_Dict_Add(page, name, box);
    };
    add_box("MediaBox", std::max(slug, bleed)), add_box("BleedBox", std::max(bleed, Length())), add_box("TrimBox", Length());
  }
  HPDF_Dict_Add(page, "Resources", impl_->object(resources));  // frees the page's own dictionary
  HPDF_Dict_AddNumber(page, "StructParents", struct_parents);
  HPDF_Dict_AddName(page, "Tabs", "S");  // ISO 14289-1 §7.18.3: the tab order follows the structure
  auto* attributes = static_cast<HPDF_PageAttr>(page->attr);
  impl_->fill_stream(attributes->contents, content);
  attributes->stream = attributes->contents->stream;
  make_raw(attributes->contents, std::string(filter_entry(StreamFilter::flate)));
  if (impl_->check("a page")) impl_->pages.push_back(page);
}

ObjectId Haru::page(std::uint32_t index) const { return index < impl_->pages.size() ? id_of(impl_->pages[index]) : kNoObject; }
std::uint32_t Haru::page_count() const { return static_cast<std::uint32_t>(impl_->pages.size()); }

ObjectId Haru::add_link(std::uint32_t page, const Rect& box, const std::string& uri, PagePlace place, std::string_view contents,
                        std::int32_t struct_parent) {
  if (!impl_->ready() || page >= impl_->pages.size() || (uri.empty() && place.page >= impl_->pages.size())) return kNoObject;
  const HPDF_Rect rectangle{static_cast<HPDF_REAL>(box.x.points()), static_cast<HPDF_REAL>(box.y.points()),
                            static_cast<HPDF_REAL>(box.right().points()), static_cast<HPDF_REAL>(box.bottom().points())};
  HPDF_Annotation link = nullptr;
  const bool shared = uri.size() > kLongUri;
  if (shared && uri != impl_->long_uri) {
    std::string action = "/S/URI/URI";
    append_literal(action, uri);
    impl_->long_uri = uri;
    impl_->long_action = add_object(std::move(action));
  }
  if (uri.empty()) {
    if (HPDF_Destination destination = impl_->new_destination(place)) {
      link = HPDF_Page_CreateLinkAnnot(impl_->pages[page], rectangle, destination);
    }
  } else {
    link = HPDF_Page_CreateURILinkAnnot(impl_->pages[page], rectangle, shared ? "-" : uri.c_str());
  }
  if (!impl_->check("a link") || link == nullptr) return kNoObject;
  std::string entries = "/Border[0 0 0]/F 4/Contents";
  append_text(entries, contents);
  entries += "/StructParent ";
  append_integer(entries, struct_parent);
  if (shared) {
    HPDF_Dict_RemoveElement(link, "A");
    entries += "/A ";
    append_reference(entries, impl_->long_action);
  }
  if (uri.empty() && place.element != kNoObject) {
    HPDF_Dict_RemoveElement(link, "Dest");
    entries += impl_->go_to(place);
  }
  make_raw(link, std::move(entries));
  return id_of(link);
}

ObjectId Haru::add_widget(std::uint32_t page, const Rect& box, std::string entries) {
  if (!impl_->ready() || page >= impl_->pages.size()) return kNoObject;
  std::string body = "/Type/Annot/Subtype/Widget/F 4/Rect[";
  for (const Length edge : {box.x, box.y, box.right(), box.bottom()}) append_points(body, edge), body += ' ';
  body += "]/P ";
  append_reference(body, id_of(impl_->pages[page]));
  const ObjectId widget = add_object(body + entries);
  auto* annotations = static_cast<HPDF_Array>(HPDF_Dict_GetItem(impl_->pages[page], "Annots", HPDF_OCLASS_ARRAY));
  if (annotations == nullptr) {
    HPDF_ResetError(impl_->document);
    annotations = HPDF_Array_New(impl_->document->mmgr);
    if (annotations != nullptr) HPDF_Dict_Add(impl_->pages[page], "Annots", annotations);
  }
  if (annotations != nullptr && widget != kNoObject) HPDF_Array_Add(annotations, impl_->object(widget));
  return impl_->check("a field") ? widget : kNoObject;
}

BookmarkId Haru::add_bookmark(BookmarkId parent, std::string_view title, PagePlace place) {
  if (!impl_->ready() || place.page >= impl_->pages.size()) return kNoBookmark;
  HPDF_Outline above = parent < impl_->bookmarks.size() ? impl_->bookmarks[parent] : nullptr;
  HPDF_Outline bookmark = HPDF_CreateOutline(impl_->document, above, "-", nullptr);
  HPDF_Destination destination = bookmark != nullptr ? impl_->new_destination(place) : nullptr;
  if (destination == nullptr || HPDF_Outline_SetDestination(bookmark, destination) != HPDF_OK) {
    impl_->check("a bookmark");
    return kNoBookmark;
  }
  HPDF_Dict_RemoveElement(bookmark, "Type");   // libharu writes /Type/Outlines on items, which is the root's type
  HPDF_Dict_RemoveElement(bookmark, "Title");  // its strings end at the first NUL, and UTF-16 is full of them
  std::string entries = "/Title";
  append_text(entries, title);
  if (place.element != kNoObject) {
    HPDF_Dict_RemoveElement(bookmark, "Dest");
    entries += impl_->go_to(place);
  }
  make_raw(bookmark, std::move(entries));
  if (!impl_->check("a bookmark")) return kNoBookmark;
  impl_->bookmarks.push_back(bookmark);
  return static_cast<BookmarkId>(impl_->bookmarks.size() - 1);
}

void Haru::set_catalog(std::string entries) {
  if (!impl_->bookmarks.empty()) HPDF_SetPageMode(impl_->document, HPDF_PAGE_MODE_USE_OUTLINE);
  if (impl_->check("the catalog")) make_raw(impl_->document->catalog, std::move(entries));
}

void Haru::set_info(std::string entries) {
  if (!impl_->ready()) return;
  HPDF_Dict info = impl_->document->info;
  HPDF_Dict_RemoveElement(info, "Producer");  // libharu put itself there when the document was made
  if (impl_->problem.empty()) make_raw(info, std::move(entries));
}

std::string_view Haru::version() { return HPDF_GetVersion(); }

// ------------------------------------------------------------------------------------------------------------ saving

namespace {

/// A row of the cross-reference stream (§7.5.8.3): 0 free, 1 at a byte offset, 2 within an object stream.
struct XrefRow {
  unsigned char type = 0;
  std::uint32_t first = 0;   // offset, or number of the object stream
  std::uint16_t second = 0;  // index within the object stream
};

class Serializer {
 public:
  Serializer(HPDF_Doc document, bool pdf_2) : document_(document), pdf_2_(pdf_2), entries_(document->xref->entries), rows_(entries_->count) {
    writer_ = HPDF_CallbackWriter_New(document->mmgr, append_to_string, &scratch_);
  }
  ~Serializer() {
    if (writer_ != nullptr) HPDF_Stream_Free(writer_);
  }
  Serializer(const Serializer&) = delete;
  Serializer& operator=(const Serializer&) = delete;

  /// False with libharu's error set, or with the file grown past what its offsets can say.
  bool run(std::string& out) {
    if (writer_ == nullptr) return false;
    out = pdf_2_ ? "%PDF-2.0\n%\xE2\xE3\xCF\xD3\n" : "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n";  // §7.5.2: four bytes above 127 say that the file is binary
    std::vector<ObjectId> packed;
    sort_objects(packed);
    for (ObjectId id = 1; id < entries_->count; ++id) {
      if (rows_[id].type == 1 && !write_stream(id, out)) return false;
    }
    for (std::size_t begin = 0; begin < packed.size(); begin += kObjectsPerStream) {
      const std::size_t end = std::min(begin + kObjectsPerStream, packed.size());
      if (!write_packed({packed.data() + begin, end - begin}, out)) return false;
    }
    write_xref(out);
    return out.size() <= HPDF_LIMIT_MAX_INT;
  }

 private:
  void* object(ObjectId id) const { return static_cast<HPDF_XrefEntry>(entries_->obj[id])->obj; }

  /// Streams become type 1 and everything else is packed, except the lengths of streams, which libharu keeps as objects
  /// of their own: we print them where they belong, and their numbers stay free.
  void sort_objects(std::vector<ObjectId>& packed) {
    std::vector<bool> is_length(entries_->count);
    if (pdf_2_) is_length[id_of(document_->info)] = true;
    for (ObjectId id = 1; id < entries_->count; ++id) {
      if (!is_stream(object(id))) continue;
      rows_[id].type = 1;
      const void* length = HPDF_Dict_GetItem(static_cast<HPDF_Dict>(object(id)), "Length", HPDF_OCLASS_NUMBER);
      if (length != nullptr) is_length[id_of(length)] = true;
    }
    for (ObjectId id = 1; id < entries_->count; ++id) {
      if (rows_[id].type == 0 && !is_length[id]) packed.push_back(id);
    }
  }

  void begin_object(ObjectId id, std::string& out) {
    rows_[id].type = 1;
    rows_[id].first = static_cast<std::uint32_t>(out.size());
    append_integer(out, id);
    out += " 0 obj\n<<";
  }

  static void append_stream_data(std::string& out, std::string_view bytes) {
    out += "/Length ";
    append_integer(out, static_cast<std::int64_t>(bytes.size()));
    out += ">>\nstream\n";
    out += bytes;
    out += "\nendstream\nendobj\n";
  }

  /// All our streams have their own keys in `attr`; libharu's /Length and empty /Filter are left out.
  bool write_stream(ObjectId id, std::string& out) {
    auto* stream = static_cast<HPDF_Dict>(object(id));
    begin_object(id, out);
    scratch_.clear();
    if (stream->write_fn != nullptr && stream->write_fn(stream, writer_) != HPDF_OK) return false;
    out += scratch_;
    scratch_.clear();
    for (HPDF_UINT i = 0; i < HPDF_MemStream_GetBufCount(stream->stream); ++i) {
      HPDF_UINT length = 0;
      const HPDF_BYTE* bytes = HPDF_MemStream_GetBufPtr(stream->stream, i, &length);
      scratch_.append(reinterpret_cast<const char*>(bytes), length);
    }
    append_stream_data(out, scratch_);
    HPDF_MemStream_FreeData(stream->stream);  // a long document is held once, not twice
    return true;
  }

  bool write_packed(std::span<const ObjectId> ids, std::string& out) {
    std::string directory, bodies;
    const auto container = static_cast<ObjectId>(rows_.size());
    for (std::size_t i = 0; i < ids.size(); ++i) {
      append_integer(directory, ids[i]);
      directory += ' ';
      append_integer(directory, static_cast<std::int64_t>(bodies.size()));
      directory += ' ';
      scratch_.clear();
      if (HPDF_Obj_WriteValue(object(ids[i]), writer_, nullptr) != HPDF_OK) return false;
      bodies += scratch_;
      bodies += '\n';
      rows_[ids[i]] = {2, container, static_cast<std::uint16_t>(i)};
    }
    rows_.emplace_back();
    begin_object(container, out);
    out += fmt::format("/Type/ObjStm/N {}/First {}/Filter/FlateDecode", ids.size(), directory.size());
    append_stream_data(out, deflate_(directory + bodies));
    return true;
  }

  /// /ID (§14.4) from the content: the same document has the same identifier on every machine.
  static std::string identifier(std::string_view file) {
    const std::string seed = fmt::format("pamphlet {} {:08x} {:08x}", file.size(), libdeflate_crc32(0, file.data(), file.size()),
                                         libdeflate_adler32(1, file.data(), file.size()));
    const auto digest = sha256(seed);
    return to_hex({reinterpret_cast<const char*>(digest.data()), 16});
  }

  void write_xref(std::string& out) {
    constexpr std::size_t kRowBytes = 7;
    const auto id = static_cast<ObjectId>(rows_.size());
    const std::string file_id = identifier(out);
    rows_.push_back({1, static_cast<std::uint32_t>(out.size()), 0});
    std::string table;
    table.reserve(rows_.size() * (kRowBytes + 1));
    unsigned char previous[kRowBytes] = {};
    rows_[0] = {0, 0, 65535};
    for (const XrefRow& row : rows_) {
      const unsigned char bytes[kRowBytes] = {
          row.type, static_cast<unsigned char>(row.first >> 24), static_cast<unsigned char>(row.first >> 16),
          static_cast<unsigned char>(row.first >> 8), static_cast<unsigned char>(row.first),
          static_cast<unsigned char>(row.second >> 8), static_cast<unsigned char>(row.second)};
      table += '\2';  // PNG "up" predictor (RFC 2083 §6.4): neighbouring rows differ in their last bytes only
      for (std::size_t i = 0; i < kRowBytes; ++i) table += static_cast<char>(bytes[i] - previous[i]);
      std::memcpy(previous, bytes, kRowBytes);
    }
    const std::size_t start = out.size();
    begin_object(id, out);
    out += fmt::format(
        "/Type/XRef/Size {}/W[1 4 2]/Root {} 0 R{}/ID[<{}><{}>]/Filter/FlateDecode"
        "/DecodeParms<</Predictor 12/Columns {}>>",
        id + 1, id_of(document_->catalog), pdf_2_ ? std::string() : fmt::format("/Info {} 0 R", id_of(document_->info)), file_id, file_id, kRowBytes);
    append_stream_data(out, deflate_(table));
    out += fmt::format("startxref\n{}\n%%EOF\n", start);
  }

  HPDF_Doc document_;
  bool pdf_2_;
  HPDF_List entries_;
  std::vector<XrefRow> rows_;
  HPDF_Stream writer_ = nullptr;
  std::string scratch_;
  Deflater deflate_;
};

}  // namespace

std::string Haru::save() {
  std::string out;
  if (!impl_->ready()) return out;
  if (impl_->document->xref->entries->count > kMaxObjects) {
    impl_->problem = "the PDF would have more objects than PDF/A allows (8388607)";
    return out;
  }
  Serializer serializer(impl_->document, impl_->pdf_2);
  const bool done = serializer.run(out);
  if (impl_->check("to write the document") && !done) impl_->problem = "the PDF would be larger than 2 GiB";
  if (!impl_->ready()) out.clear();
  return out;
}

}  // namespace pamphlet::pdf
