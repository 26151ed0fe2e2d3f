// Text pasted from a web page → Document, with a report of what was guessed.
#pragma once

#include "base/diagnostics.h"
#include "base/source.h"
#include "doc/doc.h"

namespace pamphlet {

/// Never changes, drops or reorders a word of the article; what it drops is the web page around it, each time with a
/// hint (E16x) that names the line and says how sure it is ("sure", "likely", "a guess"). The result is not yet resolved.
Document recover_text(const Source& source, Diagnostics& diagnostics);

}  // namespace pamphlet
