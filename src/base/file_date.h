// When a file was last changed.
#pragma once

#include <optional>
#include <string>

#include "base/date.h"
#include "base/files.h"

namespace pamphlet {

/// The day (UTC) on which a file of the disk was last written; nothing for files in memory and where the system does not say.
std::optional<Date> written_on(const FileSystem& files, const std::string& path);

}  // namespace pamphlet
