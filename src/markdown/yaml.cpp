// The only file that knows yaml-cpp. Its events are taken one by one: its own node graph would follow aliases.

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <sstream>
#include <utility>

#include "markdown/front_matter.h"

namespace pamphlet::markdown {
namespace {

constexpr std::size_t kMaxDepth = 8;       // authors: - name: … is three
constexpr std::size_t kMaxValues = 20000;  // more than 64 kB of front matter can hold, nearly

class Builder final : public YAML::EventHandler {
 public:
  Builder(const Source& source, std::uint32_t begin, std::uint32_t end)
      : source_(source), first_line_(source.locate(begin).line), end_(end) {}
  MetaValue take() { return std::move(root_); }

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t) override { add(value(MetaValue::Type::null, mark)); }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    MetaValue out = value(MetaValue::Type::refused, mark);
    out.text = "aliases (*name) are not supported";
    add(std::move(out));
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t, const std::string& text) override {
    MetaValue out = value(MetaValue::Type::scalar, mark);
    // "?" is what an untagged plain scalar has, "!" a quoted one. Null has its forms in plain scalars (YAML 1.2 §10.3.2).
    const bool plain = tag == "?";
    if (plain && (text.empty() || text == "~" || text == "null" || text == "Null" || text == "NULL")) out.type = MetaValue::Type::null;
    else if (!known_tag(tag)) refuse(out, tag);
    else out.text = text;
    const std::size_t length = text.find('\n') == std::string::npos ? text.size() + (tag == "!" ? 2 : 0) : 1;
    out.span.end = static_cast<std::uint32_t>(std::min<std::size_t>(out.span.begin + length, out.span.end));
    add(std::move(out));
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t, YAML::EmitterStyle::value) override {
    start(MetaValue::Type::sequence, mark, tag);
  }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t, YAML::EmitterStyle::value) override {
    start(MetaValue::Type::mapping, mark, tag);
  }
  void OnSequenceEnd() override { finish(); }
  void OnMapEnd() override { finish(); }

 private:
  struct Level {
    MetaValue value;
    std::string key;
    Span place;  // of the key
    bool has_key = false;
  };

  static bool known_tag(const std::string& tag) {
    if (tag.empty() || tag == "?" || tag == "!") return true;
    constexpr std::string_view kCore = "tag:yaml.org,2002:";
    if (!tag.starts_with(kCore)) return false;
    const std::string_view name = std::string_view(tag).substr(kCore.size());
    return name == "str" || name == "int" || name == "float" || name == "bool" || name == "timestamp" || name == "seq" || name == "map";
  }
  static void refuse(MetaValue& value, const std::string& tag) {
    value.type = MetaValue::Type::refused;
    value.text = "the tag \"" + tag + "\" is not supported";
  }

  Span place(const YAML::Mark& mark) const {
    const auto line = static_cast<std::uint32_t>(std::max(mark.line, 0));
    const std::uint32_t begin = std::min(source_.offset(first_line_ + line, static_cast<std::uint32_t>(std::max(mark.column, 0)) + 1), end_);
    const auto line_end = static_cast<std::uint32_t>(std::min(source_.text.find('\n', begin), source_.text.size()));
    return {begin, std::max(begin, line_end)};
  }
  MetaValue value(MetaValue::Type type, const YAML::Mark& mark) const {
    MetaValue out;
    out.type = type;
    out.span = place(mark);
    return out;
  }
  void start(MetaValue::Type type, const YAML::Mark& mark, const std::string& tag) {
    Level level;
    level.value = value(type, mark);
    if (!known_tag(tag)) refuse(level.value, tag);
    if (levels_.size() >= kMaxDepth) {
      level.value.type = MetaValue::Type::refused;
      level.value.text = "values are nested too deeply";
    }
    levels_.push_back(std::move(level));
  }
  void finish() {
    MetaValue done = std::move(levels_.back().value);
    levels_.pop_back();
    if (done.type == MetaValue::Type::refused) {
      done.items.clear();
      done.entries.clear();
    }
    add(std::move(done));
  }
  void add(MetaValue value) {
    if (levels_.empty()) {
      root_ = std::move(value);
      return;
    }
    Level& level = levels_.back();
    const bool mapping = level.value.type == MetaValue::Type::mapping;
    if (mapping && !level.has_key) {
      level.key = value.type == MetaValue::Type::scalar ? std::move(value.text) : std::string();
      level.place = value.span;
      level.has_key = true;
      return;
    }
    level.has_key = false;
    if (++count_ > kMaxValues) return;
    if (mapping) level.value.entries.push_back({std::move(level.key), level.place, std::move(value)});
    else if (level.value.type == MetaValue::Type::sequence) level.value.items.push_back(std::move(value));
  }

  const Source& source_;
  std::uint32_t first_line_, end_;
  MetaValue root_;
  std::vector<Level> levels_;
  std::size_t count_ = 0;
};

}  // namespace

const MetaValue* MetaValue::find(std::string_view key) const {
  for (const auto& [name, place, value] : entries) {
    if (name == key) return &value;
  }
  return nullptr;
}

MetaValue read_yaml(const Source& source, std::uint32_t begin, std::uint32_t end, std::optional<YamlError>& error) {
  Builder builder(source, begin, end);
  try {
    std::istringstream stream(source.text.substr(begin, end - begin));
    YAML::Parser parser(stream);
    parser.HandleNextDocument(builder);
    return builder.take();
  } catch (const YAML::Exception& exception) {
    const std::uint32_t line = source.locate(begin).line + static_cast<std::uint32_t>(std::max(exception.mark.line, 0));
    const std::uint32_t at = std::min(source.offset(line, static_cast<std::uint32_t>(std::max(exception.mark.column, 0)) + 1), end);
    error = YamlError{{at, std::min(at + 1, end)}, exception.msg};
  }
  return {};
}

}  // namespace pamphlet::markdown
