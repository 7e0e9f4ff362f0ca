#include "naive.hpp"

#include <cmath>
#include <cstddef>

namespace pretext::naive {
namespace {

/// Index into row-major [i][y][x][c].
struct Grid {
  int h, w, c;
  [[nodiscard]] std::size_t at(int i, int y, int x, int z) const {
    return static_cast<std::size_t>(((i * h + y) * w + x) * c + z);
  }
};

int same_out(int in, int stride) { return (in + stride - 1) / stride; }
int same_before(int in, int kernel, int stride) {
  const int total = (same_out(in, stride) - 1) * stride + kernel - in;
  return total > 0 ? total / 2 : 0;
}

}  // namespace

ConvBlock conv_block(const Values& x, const Values& kernel, const Values& bias, const Values& dy, int n, Shape in,
                     ConvSpec spec) {
  const int k = spec.kernel;
  const int p = spec.pool;
  const Grid input{in.h, in.w, in.c};
  const Grid z_grid{same_out(in.h, spec.stride), same_out(in.w, spec.stride), spec.filters};
  const Grid output{z_grid.h / p, z_grid.w / p, spec.filters};
  ConvBlock result;
  result.y.resize(output.at(n, 0, 0, 0));
  result.dx.resize(x.size());
  result.dkernel.resize(kernel.size());
  result.dbias.resize(bias.size());

  // Calls visit(input index, kernel index) for each tap of one output that lies on the image.
  const auto each_tap = [&](int i, int oy, int ox, int f, auto visit) {
    for (int ky = 0; ky < k; ++ky) {
      for (int kx = 0; kx < k; ++kx) {
        const int iy = oy * spec.stride + ky - same_before(in.h, k, spec.stride);
        const int ix = ox * spec.stride + kx - same_before(in.w, k, spec.stride);
        if (iy < 0 || iy >= in.h || ix < 0 || ix >= in.w) continue;
        for (int c = 0; c < in.c; ++c) {
          visit(input.at(i, iy, ix, c), static_cast<std::size_t>(((ky * k + kx) * in.c + c) * spec.filters + f));
        }
      }
    }
  };
  for (int i = 0; i < n; ++i) {
    for (int y = 0; y < output.h; ++y) {
      for (int x0 = 0; x0 < output.w; ++x0) {
        for (int f = 0; f < spec.filters; ++f) {
          double best = 0;
          int best_y = -1;
          int best_x = -1;
          for (int oy = y * p; oy < y * p + p; ++oy) {
            for (int ox = x0 * p; ox < x0 * p + p; ++ox) {
              double z = bias[static_cast<std::size_t>(f)];
              each_tap(i, oy, ox, f, [&](std::size_t a, std::size_t b) { z += x[a] * kernel[b]; });
              if (best_y >= 0 && z <= best) continue;
              best = z;
              best_y = oy;
              best_x = ox;
            }
          }
          const std::size_t at = output.at(i, y, x0, f);
          const bool passes = !spec.relu || best > 0;
          result.y[at] = passes ? best : 0.0;
          if (!passes || dy.empty()) continue;
          result.dbias[static_cast<std::size_t>(f)] += dy[at];
          each_tap(i, best_y, best_x, f, [&](std::size_t a, std::size_t b) {
            result.dx[a] += dy[at] * kernel[b];
            result.dkernel[b] += dy[at] * x[a];
          });
        }
      }
    }
  }
  return result;
}

Plain relu(const Values& x, const Values& dy) {
  Plain result;
  for (std::size_t i = 0; i < x.size(); ++i) {
    result.y.push_back(x[i] > 0 ? x[i] : 0.0);
    result.dx.push_back(x[i] > 0 ? dy[i] : 0.0);
  }
  return result;
}

Plain resize(const Values& x, const Values& dy, int n, Shape in, int h, int w) {
  const Grid input{in.h, in.w, in.c};
  const Grid output{h, w, in.c};
  Plain result;
  result.y.resize(output.at(n, 0, 0, 0));
  result.dx.resize(x.size());
  for (int i = 0; i < n; ++i) {
    for (int oy = 0; oy < h; ++oy) {
      for (int ox = 0; ox < w; ++ox) {
        const auto iy = static_cast<int>(std::floor((oy + 0.5) * in.h / h));
        const auto ix = static_cast<int>(std::floor((ox + 0.5) * in.w / w));
        for (int c = 0; c < in.c; ++c) {
          result.y[output.at(i, oy, ox, c)] = x[input.at(i, iy, ix, c)];
          if (!dy.empty()) result.dx[input.at(i, iy, ix, c)] += dy[output.at(i, oy, ox, c)];
        }
      }
    }
  }
  return result;
}

Plain global_average_pool(const Values& x, const Values& dy, int n, Shape in) {
  const Grid input{in.h, in.w, in.c};
  const Grid output{1, 1, in.c};
  const double pixels = in.h * in.w;
  Plain result;
  result.y.resize(output.at(n, 0, 0, 0));
  result.dx.resize(x.size());
  for (int i = 0; i < n; ++i) {
    for (int y = 0; y < in.h; ++y) {
      for (int ix = 0; ix < in.w; ++ix) {
        for (int c = 0; c < in.c; ++c) {
          result.y[output.at(i, 0, 0, c)] += x[input.at(i, y, ix, c)] / pixels;
          result.dx[input.at(i, y, ix, c)] = dy[output.at(i, 0, 0, c)] / pixels;
        }
      }
    }
  }
  return result;
}

double cross_entropy(const Values& logits, int target, Values& gradient) {
  double largest = logits[0];
  for (const double l : logits) largest = l > largest ? l : largest;
  double sum = 0;
  for (const double l : logits) sum += std::exp(l - largest);
  gradient.resize(logits.size());
  for (std::size_t c = 0; c < logits.size(); ++c) gradient[c] = std::exp(logits[c] - largest) / sum;
  gradient[static_cast<std::size_t>(target)] -= 1;
  return std::log(sum) + largest - logits[static_cast<std::size_t>(target)];
}

Values contrast(const Values& z, int rows, double temperature, bool decoupled) {
  const std::size_t n = static_cast<std::size_t>(rows);
  const std::size_t width = z.size() / n;
  const auto dot = [&](std::size_t i, std::size_t j) {
    double sum = 0;
    for (std::size_t k = 0; k < width; ++k) sum += z[i * width + k] * z[j * width + k];
    return sum;
  };
  Values losses;
  for (std::size_t i = 0; i < n; ++i) {
    const auto similarity = [&](std::size_t j) { return dot(i, j) / std::sqrt(dot(i, i) * dot(j, j)) / temperature; };
    const std::size_t partner = i % 2 == 0 ? i + 1 : i - 1;
    double sum = 0;
    for (std::size_t j = 0; j < n; ++j) {
      if (j != i && !(decoupled && j == partner)) sum += std::exp(similarity(j));
    }
    losses.push_back(std::log(sum) - similarity(partner));
  }
  return losses;
}

}  // namespace pretext::naive
