#include "layout/lines/protrusion.h"

namespace pamphlet {

// The less ink a sign has and the further it is from the line's body of x-height, the more of it hangs; about a third
// stays inside, so that the edge does not look torn. Judged by eye at 10 to 12 pt in EB Garamond, Vollkorn and Open
// Sans. East Asian stops and brackets are drawn in one half of their square: the empty half hangs (JLReq §3.1.9, §3.8).
Protrusion protrusion(char32_t c) {
  switch (c) {
    case U'"': case U'\'': case 0x2018: case 0x2019: case 0x201A: case 0x201B: case 0x201C: case 0x201D: case 0x201E:
    case 0x201F: return {700, 700};
    case 0x2039: case 0x203A: case 0xAB: case 0xBB: return {500, 500};
    case U'.': case U',': case 0x60C: case 0x6D4: case 0x2026: return {0, c == 0x2026 ? 200 : 700};
    case U'-': case 0xAD: case 0x2010: case 0x2011: case 0x5BE: return {700, 700};
    case 0x2012: case 0x2013: return {300, 300};
    case 0x2014: case 0x2015: return {200, 200};
    case U':': case U';': case 0x61B: return {0, 400};
    case U'!': case U'?': case 0x61F: return {0, 150};
    case 0xA1: case 0xBF: return {150, 0};
    case U'(': case U'[': return {100, 0};
    case U')': case U']': return {0, 100};
    case U'*': case 0x2020: case 0x2021: return {200, 200};
    case U'/': return {0, 100};
    case 0x3001: case 0x3002: case 0xFF0C: case 0xFF0E: return {0, 500};
    case 0x300C: case 0x300E: case 0x3010: case 0x3008: case 0x300A: case 0xFF08: return {500, 0};
    case 0x300D: case 0x300F: case 0x3011: case 0x3009: case 0x300B: case 0xFF09: return {0, 500};
    default: return {};
  }
}

}  // namespace pamphlet
