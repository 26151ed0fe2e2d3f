// The link policy is base's.
#pragma once

#include "base/address.h"
