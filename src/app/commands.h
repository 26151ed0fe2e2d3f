// The commands: each asks the pipeline for what it wants of every article, and prints it.
#pragma once

#include "app/options.h"
#include "pipeline/pipeline.h"

namespace pamphlet {

int run_build(const Run& run, const Options& options);
int run_import(const Run& run, const Options& options);
int run_check(const Run& run, const Options& options);
int run_layout(const Run& run, const Options& options);
int run_dump(const Run& run, const Options& options);

}  // namespace pamphlet
