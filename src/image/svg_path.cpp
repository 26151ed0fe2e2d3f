// Path data → moves, lines and cubics (SVG 1.1 §8.3 and appendix F.6).
//
// SVG has twenty path commands, absolute and relative, with smooth and elliptic forms; PDF and our rasteriser have three.
// Everything is reduced here, once: a quadratic is a cubic with handles two thirds out, an arc becomes cubics of at
// most 90° each (error below 1/3000 of the radius). Data is written without separators ("M1-2.5.5"), so numbers are taken
// greedily as the grammar says. An error ends the path where it stands, as SVG demands; the work counts against the
// drawing's budget. Linear.
#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/ascii.h"
#include "image/svg.h"

namespace pamphlet::svg {
namespace {

struct PathPoint {
  double x = 0, y = 0;
};

class PathReader {
 public:
  PathReader(std::string_view data, std::size_t limit, Path& path) : scanner_(data), limit_(limit), path_(path) {}

  bool run() {
    char command = '\0';
    while (!scanner_.at_end()) {
      if (path_.verbs.size() >= limit_) return false;
      const char next = scanner_.peek();
      const bool letter = is_ascii_letter(next);
      if (letter) {
        command = scanner_.take();
      } else {
        // Coordinates without a letter repeat the command; after a move they are lines; after a close they are an
        // error.
        if (command == '\0' || command == 'Z' || command == 'z') return false;
        if (command == 'M') command = 'L';
        if (command == 'm') command = 'l';
      }
      if (!started_ && command != 'M' && command != 'm') return false;
      if (!draw(command)) return false;
    }
    return true;
  }

 private:
  bool draw(char command) {
    relative_ = command >= 'a';
    const char previous = previous_;
    previous_ = static_cast<char>(command & ~0x20);
    switch (previous_) {
      case 'M':
        return move();
      case 'Z':
        return close();
      case 'L':
        return line(true, true);
      case 'H':
        return line(true, false);
      case 'V':
        return line(false, true);
      case 'C':
        return cubic();
      case 'S':
        return smooth_cubic(previous);
      case 'Q':
        return quadratic();
      case 'T':
        return smooth_quadratic(previous);
      case 'A':
        return arc();
      default:
        return false;
    }
  }

  bool point(PathPoint& p) {
    if (!scanner_.number(p.x) || !scanner_.number(p.y)) return false;
    if (relative_) p = {p.x + at_.x, p.y + at_.y};
    return true;
  }

  /// A drawing command right after a close starts anew at the closed subpath's beginning.
  void begin() {
    if (!closed_) return;
    path_.move_to(start_.x, start_.y);
    closed_ = false;
  }

  bool move() {
    PathPoint to;
    if (!point(to)) return false;
    start_ = at_ = to;
    started_ = true;
    closed_ = false;
    path_.move_to(at_.x, at_.y);
    return true;
  }

  bool close() {
    if (!closed_) path_.close();
    closed_ = true;
    at_ = start_;
    return true;
  }

  bool line(bool has_x, bool has_y) {
    PathPoint to = at_;
    if (has_x && !scanner_.number(to.x)) return false;
    if (has_y && !scanner_.number(to.y)) return false;
    if (relative_ && has_x) to.x += at_.x;
    if (relative_ && has_y) to.y += at_.y;
    begin();
    path_.line_to(to.x, to.y);
    at_ = to;
    return true;
  }

  bool add_cubic(PathPoint one, PathPoint two, PathPoint to) {
    begin();
    path_.cubic_to(one.x, one.y, two.x, two.y, to.x, to.y);
    control_ = two;
    at_ = to;
    return true;
  }

  bool cubic() {
    PathPoint one, two, to;
    return point(one) && point(two) && point(to) && add_cubic(one, two, to);
  }

  bool smooth_cubic(char previous) {
    const bool smooth = previous == 'C' || previous == 'S';
    const PathPoint one = smooth ? PathPoint{2 * at_.x - control_.x, 2 * at_.y - control_.y} : at_;
    PathPoint two, to;
    return point(two) && point(to) && add_cubic(one, two, to);
  }

  bool add_quadratic(PathPoint control, PathPoint to) {
    const auto toward = [&](PathPoint end) {
      return PathPoint{end.x + (control.x - end.x) * 2 / 3, end.y + (control.y - end.y) * 2 / 3};
    };
    add_cubic(toward(at_), toward(to), to);
    control_ = control;
    return true;
  }

  bool quadratic() {
    PathPoint control, to;
    return point(control) && point(to) && add_quadratic(control, to);
  }

  bool smooth_quadratic(char previous) {
    const bool smooth = previous == 'Q' || previous == 'T';
    const PathPoint control = smooth ? PathPoint{2 * at_.x - control_.x, 2 * at_.y - control_.y} : at_;
    PathPoint to;
    return point(to) && add_quadratic(control, to);
  }

  bool arc() {
    double rx = 0, ry = 0, rotation = 0;
    bool large = false, sweep = false;
    PathPoint to;
    if (!scanner_.number(rx) || !scanner_.number(ry) || !scanner_.number(rotation) || !scanner_.flag(large) ||
        !scanner_.flag(sweep) || !point(to)) {
      return false;
    }
    begin();
    add_arc(std::abs(rx), std::abs(ry), rotation * std::numbers::pi / 180, large, sweep, to);
    at_ = to;
    return true;
  }

  /// SVG 1.1 F.6.5: from end points to centre and angles; then at most a quarter turn for each cubic.
  void add_arc(double rx, double ry, double turn, bool large, bool sweep, PathPoint to) {
    if (to.x == at_.x && to.y == at_.y) return;
    const double c = std::cos(turn), s = std::sin(turn);
    const double hx = (at_.x - to.x) / 2, hy = (at_.y - to.y) / 2;
    const double x1 = c * hx + s * hy, y1 = c * hy - s * hx;
    if (rx < 1e-9 || ry < 1e-9) {
      path_.line_to(to.x, to.y);
      return;
    }
    const double excess = std::sqrt(x1 * x1 / (rx * rx) + y1 * y1 / (ry * ry));
    if (excess > 1) rx *= excess, ry *= excess;
    const double below = rx * rx * y1 * y1 + ry * ry * x1 * x1;
    const double root = std::sqrt(std::max(0.0, (rx * rx * ry * ry - below) / std::max(below, 1e-300)));
    const double factor = large == sweep ? -root : root;
    const double cx1 = factor * rx * y1 / ry, cy1 = -factor * ry * x1 / rx;
    const double cx = c * cx1 - s * cy1 + (at_.x + to.x) / 2, cy = s * cx1 + c * cy1 + (at_.y + to.y) / 2;
    const double from_angle = std::atan2((y1 - cy1) / ry, (x1 - cx1) / rx);
    double sweep_angle = std::atan2((-y1 - cy1) / ry, (-x1 - cx1) / rx) - from_angle;
    if (sweep && sweep_angle < 0) sweep_angle += 2 * std::numbers::pi;
    if (!sweep && sweep_angle > 0) sweep_angle -= 2 * std::numbers::pi;
    const int pieces =
        std::clamp(static_cast<int>(std::ceil(std::abs(sweep_angle) / (std::numbers::pi / 2) - 1e-9)), 1, 4);
    const double step = sweep_angle / pieces, reach = 4.0 / 3 * std::tan(step / 4);
    const auto place = [&](double x, double y) {
      return PathPoint{cx + c * rx * x - s * ry * y, cy + s * rx * x + c * ry * y};
    };
    for (int i = 0; i < pieces; ++i) {
      const double a = from_angle + i * step, b = a + step;
      const PathPoint one = place(std::cos(a) - reach * std::sin(a), std::sin(a) + reach * std::cos(a));
      const PathPoint two = place(std::cos(b) + reach * std::sin(b), std::sin(b) - reach * std::cos(b));
      const PathPoint end = i + 1 == pieces ? to : place(std::cos(b), std::sin(b));
      path_.cubic_to(one.x, one.y, two.x, two.y, end.x, end.y);
    }
  }

  Scanner scanner_;
  std::size_t limit_;
  Path& path_;
  PathPoint at_, start_, control_;
  char previous_ = '\0';
  bool relative_ = false, started_ = false, closed_ = false;
};

}  // namespace

bool parse_path(std::string_view data, std::size_t limit, Path& path) {
  return PathReader(data, limit, path).run();
}

void transform(Path& path, const Matrix& m) {
  const auto bounded = [](double v) { return std::isnan(v) ? 0.0 : std::clamp(v, -kMaxCoordinate, kMaxCoordinate); };
  for (std::size_t i = 0; i + 1 < path.coordinates.size(); i += 2) {
    const double x = path.coordinates[i], y = path.coordinates[i + 1];
    path.coordinates[i] = bounded(m.a * x + m.c * y + m.e);
    path.coordinates[i + 1] = bounded(m.b * x + m.d * y + m.f);
  }
}

}  // namespace pamphlet::svg
