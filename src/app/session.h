// What every command needs before it looks at an article: project, style, inputs.
#pragma once

#include <memory>

#include "app/inputs.h"
#include "app/options.h"
#include "app/project.h"
#include "app/resources.h"

namespace pamphlet {

struct Session {
  const Options& options;
  const FileSystem& files;
  Project project;
  std::vector<ArticleInput> articles;
  std::unique_ptr<Resources> resources;  // null when the command needs no style, or it could not be loaded
  bool pdf = true, epub = true;
  std::string suffix;                     // of the edition
  Diagnostics diagnostics;                // about the run, not about an article
  int status = kExitOk;

  Session(const Options& options, const FileSystem& files, bool with_style);
  /// Applies the project's severities and --werror.
  void adjust(Diagnostics& diagnostics) const;
  Severity least_shown() const;
};

/// The exit status that these findings call for: 0, 1, 3 or 4.
int status_of(const Diagnostics& diagnostics);
/// The more serious of two exit statuses.
int worse(int one, int other);

int run_build(Session& session);
int run_import(Session& session);
int run_check(Session& session);
int run_layout(Session& session);
int run_dump(Session& session);

}  // namespace pamphlet
