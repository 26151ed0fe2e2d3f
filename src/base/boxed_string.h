// A string that takes eight bytes: for what most values of a large array do not have.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace pamphlet {

/// Reads as a std::string; copies are deep.
class BoxedString {
 public:
  BoxedString() = default;
  BoxedString(std::string text) : text_(text.empty() ? nullptr : std::make_unique<std::string>(std::move(text))) {}
  BoxedString(std::string_view text) : BoxedString(std::string(text)) {}
  BoxedString(const char* text) : BoxedString(std::string(text)) {}
  BoxedString(const BoxedString& other) : text_(other.text_ ? std::make_unique<std::string>(*other.text_) : nullptr) {}
  BoxedString(BoxedString&&) noexcept = default;
  BoxedString& operator=(BoxedString other) noexcept {
    text_ = std::move(other.text_);
    return *this;
  }

  const std::string& str() const {
    static const std::string kEmpty;
    return text_ ? *text_ : kEmpty;
  }
  operator const std::string&() const { return str(); }
  operator std::string_view() const { return str(); }
  bool empty() const { return text_ == nullptr; }
  std::size_t size() const { return str().size(); }
  bool starts_with(std::string_view prefix) const { return str().starts_with(prefix); }
  bool starts_with(char c) const { return str().starts_with(c); }
  char front() const { return str().front(); }
  std::size_t rfind(char c) const { return str().rfind(c); }
  std::string::const_iterator begin() const { return str().begin(); }
  std::string::const_iterator end() const { return str().end(); }
  void clear() { text_.reset(); }
  std::string substr(std::size_t begin, std::size_t count = std::string::npos) const { return str().substr(begin, count); }
  friend std::string operator+(const BoxedString& a, std::string_view b) { return a.str() + std::string(b); }
  friend std::string operator+(std::string_view a, const BoxedString& b) { return std::string(a) + b.str(); }
  friend bool operator==(const BoxedString& a, std::string_view b) { return a.str() == b; }
  friend bool operator==(const BoxedString& a, const BoxedString& b) { return a.str() == b.str(); }

 private:
  std::unique_ptr<std::string> text_;  // null when empty
};

}  // namespace pamphlet
