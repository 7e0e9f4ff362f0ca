#pragma once

// The parts of the evidence lower bound of a variational autoencoder (Kingma and Welling, "Auto-encoding variational
// Bayes", ICLR 2014), in nats, each divided by the number of values of an example so that it is of the scale of a mean
// squared error.

namespace pretext::kernels {

/// Cross-entropy of targets in [0, 1] with the sigmoids of `logits` (both n x size), the mean over an example's values.
/// Returns the sum over examples, added in their order. dlogits is overwritten with the gradient of scale * the sum.
float bernoulli(const float* logits, const float* targets, int n, int size, float scale, float* dlogits);

/// Codes are n x 2 latents: the means of normal distributions, then the logarithms of their variances.
/// z = mean + deviation * noise; noise, z: n x latents, z is overwritten.
void reparameterise(const float* codes, const float* noise, int n, int latents, float* z);

/// The way back, from dz, the gradient by z, and from `scale` times the divergence of each distribution from the
/// standard normal one, KL(q || N(0, 1)) = (mean^2 + variance - 1 - ln variance) / 2 summed over its latents.
/// Overwrites dcodes, and returns the sum of the divergences over all examples, added in their order.
float reparameterise_back(const float* codes, const float* noise, const float* dz, int n, int latents, float scale,
                          float* dcodes);

}  // namespace pretext::kernels
