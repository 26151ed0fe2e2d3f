// Reads back what the writer wrote: objects by number, streams inflated. Only for files of our own serializer.
#pragma once

#include <doctest/doctest.h>
#include <zlib.h>

#include <cstdlib>
#include <map>
#include <string>
#include <string_view>

namespace pamphlet::test {

inline std::string inflate(std::string_view bytes) {
  std::string out;
  z_stream stream{};
  REQUIRE(inflateInit(&stream) == Z_OK);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  char buffer[65536];
  int status = Z_OK;
  while (status == Z_OK) {
    stream.next_out = reinterpret_cast<Bytef*>(buffer);
    stream.avail_out = sizeof buffer;
    status = ::inflate(&stream, Z_NO_FLUSH);
    out.append(buffer, sizeof buffer - stream.avail_out);
  }
  inflateEnd(&stream);
  REQUIRE(status == Z_STREAM_END);
  return out;
}

class PdfReader {
 public:
  std::map<int, std::string> objects;  // "<<…>>" or another value
  std::map<int, std::string> streams;  // decoded unless JPEG or unfiltered

  explicit PdfReader(std::string_view file) {
    REQUIRE(file.substr(0, 8) == "%PDF-1.7");
    std::size_t at = 0;
    while ((at = file.find(" 0 obj\n<<", at)) != std::string_view::npos) {
      const std::size_t start = file.rfind('\n', at) + 1;
      const int id = std::atoi(std::string(file.substr(start, at - start)).c_str());
      const std::size_t body = at + 7, end = file.find(">>\nstream\n", body);
      const std::string dictionary(file.substr(body, end + 2 - body));
      const auto length = static_cast<std::size_t>(number(dictionary, dictionary.rfind("/Length ") + 8));
      const std::string_view data = file.substr(end + 10, length);
      const bool flate = dictionary.find("/FlateDecode") != std::string::npos;
      std::string content = flate ? inflate(data) : std::string(data);
      at = end + 10 + length;
      if (dictionary.find("/ObjStm") != std::string::npos) {
        unpack(dictionary, content);
      } else {
        objects[id] = dictionary;
        streams[id] = std::move(content);
      }
    }
  }

  /// The one object (or its stream) whose dictionary contains `key`.
  int find(std::string_view key) const {
    for (const auto& [id, body] : objects) {
      if (body.find(key) != std::string::npos) return id;
    }
    return 0;
  }
  int count(std::string_view key) const {
    int found = 0;
    for (const auto& [id, body] : objects) found += body.find(key) != std::string::npos;
    return found;
  }
  /// The number after `key` in an object: the target of "/Contents 12 0 R".
  int reference(int id, std::string_view key) const {
    const std::string& body = objects.at(id);
    const std::size_t at = body.find(key);
    return at == std::string::npos ? 0 : number(body, at + key.size());
  }
  /// The decoded content stream of the page with that index.
  const std::string& page(int index) const {
    int seen = 0;
    for (const auto& [id, body] : objects) {
      if (body.find("/Type /Page\n") == std::string::npos) continue;
      if (seen++ == index) return streams.at(reference(id, "/Contents"));
    }
    FAIL("no such page");
    return streams.begin()->second;
  }

 private:
  static int number(const std::string& text, std::size_t at) { return std::atoi(text.c_str() + at); }

  void unpack(const std::string& dictionary, const std::string& content) {
    const int n = number(dictionary, dictionary.find("/N ") + 3);
    const auto first = static_cast<std::size_t>(number(dictionary, dictionary.find("/First ") + 7));
    std::size_t at = 0;
    const auto next = [&] {
      char* end = nullptr;
      const long value = std::strtol(content.c_str() + at, &end, 10);
      at = static_cast<std::size_t>(end - content.c_str());
      return static_cast<std::size_t>(value);
    };
    std::size_t previous_id = 0, previous = 0;
    for (int i = 0; i < n; ++i) {
      const std::size_t id = next(), offset = next();
      if (i > 0) objects[static_cast<int>(previous_id)] = content.substr(first + previous, offset - previous);
      previous_id = id;
      previous = offset;
    }
    objects[static_cast<int>(previous_id)] = content.substr(first + previous);
  }
};

}  // namespace pamphlet::test
