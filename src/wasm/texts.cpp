// The module for texts.

#include <memory>
#include <optional>
#include <utility>

#include "planning/networks.hpp"
#include "pretext/text_set.hpp"
#include "pretext/text_study.hpp"
#include "wasm/subject.hpp"

namespace pretext {

// These take the place of the library's, and with them of all that only images need. Nothing but the first is reached.
Result<Networks> plan_networks(const Spec&, DataForm) {
  return Error{ErrorCode::bad_spec,
               "spec: 'task' is of images, expected one of texts: images have a module of their own."};
}
std::unique_ptr<Sequence> encoder_layers(const Spec&) { return std::make_unique<Sequence>(); }
Viewpoint plan_viewpoint(const Spec&, const PretextPlan&, DataForm) { return {}; }

}  // namespace pretext

namespace pretext::wasm {

namespace {

class WrittenTexts final : public StudiedBy<TextStudy> {
 public:
  std::vector<std::uint8_t>* file(const std::string& role) override { return role == "texts" ? &file_ : nullptr; }

  Failure read(int, Domains) override {
    auto set = TextSet::read("texts", file_);
    file_ = {};
    if (!set) return set.error();
    set_ = std::move(*set);
    train = set_->split(TextSet::pretext);
    test = set_->split(TextSet::test);
    return {};
  }

  Failure begin(const Session& session, const Cell& cell) override {
    const bool ended = !session.checkpoints().empty() && session.checkpoints().back().final;
    auto study = TextStudy::open(session.spec(), train, test,
                                 ended ? session.checkpoints().back().weights : std::vector<float>{});
    if (!study) return study.error();
    study_ = std::move(*study);
    return study_->begin(cell.mode, cell.labels);
  }

  [[nodiscard]] Result<Localisation> localise(const Session&, std::uint32_t, std::uint32_t) const override {
    return Error{ErrorCode::bad_spec, "localise: expected a model of images, found one of texts."};
  }
  [[nodiscard]] Result<std::vector<std::uint16_t>> generate(const Session& session,
                                                            std::span<const std::uint16_t> prompt, int most,
                                                            const Sampling& sampling,
                                                            std::uint64_t seed) const override {
    return session.generate(prompt, most, sampling, seed);
  }
  [[nodiscard]] Result<std::vector<LikelyToken>> fill(const Session& session, std::span<const std::uint16_t> text,
                                                      std::size_t place, std::size_t most) const override {
    return session.fill(text, place, most);
  }
  [[nodiscard]] Result<Generator::Attended> attend(const Session& session,
                                                   std::span<const std::uint16_t> text) const override {
    return session.attend(text);
  }

 private:
  std::vector<std::uint8_t> file_;
  std::optional<TextSet> set_;
};

}  // namespace

std::unique_ptr<Subject> Subject::make() { return std::make_unique<WrittenTexts>(); }

}  // namespace pretext::wasm
