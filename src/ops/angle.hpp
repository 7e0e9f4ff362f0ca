#pragma once

namespace pretext {

/// tan(degrees / 2) by the series of sine and cosine, of basic arithmetic alone: libraries differ in the last bit.
inline double half_tangent(double degrees) {
  const double x = degrees * (3.14159265358979323846 / 360);
  double sine = 0;
  double cosine = 0;
  double term = 1;
  for (int n = 0; n < 24; ++n) {
    (n % 2 == 0 ? cosine : sine) += n % 4 < 2 ? term : -term;
    term *= x / (n + 1);
  }
  return sine / cosine;
}

/// Cosine and sine of the angle whose half has the tangent t.
struct Angle {
  explicit Angle(float t) : cosine((1.0f - t * t) / (1.0f + t * t)), sine(2.0f * t / (1.0f + t * t)) {}
  float cosine;
  float sine;
};

}  // namespace pretext
