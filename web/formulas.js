/** The formulas of the page in TeX, made MathML when the page is built. */
export const formulas = {
  pretext: String.raw`\min_{\theta,\,\varphi}\;\frac{1}{4N}\sum_{i=1}^{N}\sum_{k=0}^{3}-\log\,\operatorname{softmax}\bigl(g_\varphi(f_\theta(R^k x_i))\bigr)_k`,
  probe: String.raw`\min_{W,\,b}\;\frac{1}{M}\sum_{j=1}^{M}-\log\,\operatorname{softmax}\bigl(W f_{\theta^{\ast}}(x_j)+b\bigr)_{y_j}`,
};
