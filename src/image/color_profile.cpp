#include "image/color_profile.h"

#include <lcms2.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

namespace pamphlet::codec {
namespace {

using Profile = std::unique_ptr<void, decltype(&cmsCloseProfile)>;
using Transform = std::unique_ptr<void, decltype(&cmsDeleteTransform)>;

Profile open_profile(std::string_view bytes, cmsColorSpaceSignature space) {
  Profile profile(
      bytes.empty() ? nullptr : cmsOpenProfileFromMem(bytes.data(), static_cast<cmsUInt32Number>(bytes.size())),
      &cmsCloseProfile);
  if (profile && cmsGetColorSpace(profile.get()) != space) profile.reset();
  return profile;
}

Transform make_transform(const Profile& from, cmsUInt32Number format) {
  Profile srgb(cmsCreate_sRGBProfile(), &cmsCloseProfile);
  if (!from || !srgb) return {nullptr, &cmsDeleteTransform};
  // Perceptual with black point compensation: what picture viewers and printers' drivers do with photographs.
  // NOCACHE: the transform would otherwise not be safe to share; one-pixel caching gains nothing here.
  return {cmsCreateTransform(from.get(), format, srgb.get(), TYPE_RGB_8, INTENT_PERCEPTUAL,
                             cmsFLAGS_BLACKPOINTCOMPENSATION | cmsFLAGS_NOCACHE),
          &cmsDeleteTransform};
}

}  // namespace

bool differs_from_srgb(std::string_view profile) {
  const Profile from = open_profile(profile, cmsSigRgbData);
  const Transform transform = make_transform(from, TYPE_RGB_8);
  if (!transform) return false;
  // A grid of 5 × 5 × 5 colours. Four steps of 255 cannot be told apart on paper; the many variants of sRGB's own
  // profile stay within two.
  constexpr int kSteps = 5, kTolerance = 4;
  for (int i = 0; i < kSteps * kSteps * kSteps; ++i) {
    const int levels[3] = {i % kSteps, i / kSteps % kSteps, i / kSteps / kSteps};
    unsigned char in[3], out[3];
    for (int c = 0; c < 3; ++c)
      in[c] = static_cast<unsigned char>(levels[c] * 255 / (kSteps - 1));
    cmsDoTransform(transform.get(), in, out, 1);
    for (int c = 0; c < 3; ++c) {
      if (std::abs(in[c] - out[c]) > kTolerance) return true;
    }
  }
  return false;
}

bool rgb_to_srgb(std::string_view profile, std::string& rgb) {
  const Profile from = open_profile(profile, cmsSigRgbData);
  const Transform transform = make_transform(from, TYPE_RGB_8);
  if (!transform) return false;
  cmsDoTransform(transform.get(), rgb.data(), rgb.data(), static_cast<cmsUInt32Number>(rgb.size() / 3));
  return true;
}

std::string cmyk_to_srgb(std::string_view profile, bool inverted, std::string_view cmyk) {
  const std::size_t count = cmyk.size() / 4;
  std::string rgb(count * 3, '\0');
  const Profile from = open_profile(profile, cmsSigCmykData);
  const Transform transform = make_transform(from, inverted ? TYPE_CMYK_8_REV : TYPE_CMYK_8);
  if (transform) {
    cmsDoTransform(transform.get(), cmyk.data(), rgb.data(), static_cast<cmsUInt32Number>(count));
    return rgb;
  }
  for (std::size_t i = 0; i < count; ++i) {
    const auto light = [&](std::size_t channel) {
      const auto value = static_cast<unsigned char>(cmyk[i * 4 + channel]);
      return inverted ? value : 255u - value;
    };
    const unsigned key = light(3);
    for (std::size_t c = 0; c < 3; ++c)
      rgb[i * 3 + c] = static_cast<char>((light(c) * key + 127) / 255);
  }
  return rgb;
}

}  // namespace pamphlet::codec
