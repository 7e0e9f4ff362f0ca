// The module for images.

#include <algorithm>
#include <array>
#include <functional>
#include <iterator>
#include <memory>
#include <utility>

#include "planning/networks.hpp"
#include "wasm/subject.hpp"

namespace pretext {

// Takes the place of the library's, and with it of all that only texts need.
Result<Networks> plan_text_networks(const Spec&, const Texts&) {
  return Error{ErrorCode::bad_spec,
               "spec: 'task' is of texts, expected one of images: texts have a module of their own."};
}

}  // namespace pretext

namespace pretext::wasm {

namespace {

constexpr const char* roles[] = {"train_images", "train_labels", "test_images", "test_labels"};

bool begin_parts(std::span<const std::uint32_t> rows, const Dataset& data) {
  return rows.empty() || (rows.front() == 0 && rows.back() < data.rows &&
                          std::ranges::adjacent_find(rows, std::greater_equal{}) == rows.end());
}

class Images final : public StudiedBy<Study> {
 public:
  std::vector<std::uint8_t>* file(const std::string& role) override {
    const auto* found = std::ranges::find(roles, role);
    return found == std::end(roles) ? nullptr : &files_[static_cast<std::size_t>(found - std::begin(roles))];
  }

  Failure read(int classes, Domains domains) override {
    train = test = {};
    auto read_train = read_split("train", files_[0], files_[1], classes);
    if (!read_train) return read_train.error();
    auto read_test = read_split("test", files_[2], files_[3], classes);
    if (!read_test) return read_test.error();
    domains_ = std::move(domains);
    if (domains_.train.size() != domains_.test.size() || !begin_parts(domains_.train, *read_train) ||
        !begin_parts(domains_.test, *read_test)) {
      return Error{ErrorCode::bad_data,
                   "data: expected the first rows of as many domains in both splits, rising from 0."};
    }
    train = *read_train;
    test = *read_test;
    train.domains = domains_.train;
    test.domains = domains_.test;
    return {};
  }

  Failure begin(const Session& session, const Cell& cell) override {
    const auto located = session.located();
    if (!study_ || checkpoints_ != session.checkpoints().size() || located_ != (located != nullptr)) {
      auto study = Study::open(session.spec(), train, test, session.checkpoints(), located);
      if (!study) return study.error();
      study_ = std::move(*study);
      checkpoints_ = session.checkpoints().size();
      located_ = located != nullptr;
    }
    return study_->begin(cell);
  }

  [[nodiscard]] Flow flow() const override { return study_ ? study_->flow() : Flow{}; }
  [[nodiscard]] std::vector<Voter> voters(std::span<const std::uint8_t> image) const override {
    return study_ ? study_->voters(image) : std::vector<Voter>{};
  }

  [[nodiscard]] Result<Localisation> localise(const Session& session, std::uint32_t rows,
                                              std::uint32_t pictures) const override {
    return session.localise(rows, pictures);
  }
  [[nodiscard]] Result<std::vector<std::uint16_t>> generate(const Session&, std::span<const std::uint16_t>, int,
                                                            const Sampling&, std::uint64_t) const override {
    return Error{ErrorCode::bad_spec, "generate: expected a model of texts, found one of images."};
  }
  [[nodiscard]] Result<std::vector<LikelyToken>> fill(const Session&, std::span<const std::uint16_t>, std::size_t,
                                                      std::size_t) const override {
    return Error{ErrorCode::bad_spec, "fill: expected a model of texts, found one of images."};
  }
  [[nodiscard]] Result<Generator::Attended> attend(const Session&, std::span<const std::uint16_t>) const override {
    return Error{ErrorCode::bad_spec, "attend: expected a model of texts, found one of images."};
  }

 private:
  std::array<std::vector<std::uint8_t>, std::size(roles)> files_;
  Domains domains_;
  std::size_t checkpoints_ = 0;  ///< how many the study knows
  bool located_ = false;         ///< whether it knows what the run has located
};

}  // namespace

std::unique_ptr<Subject> Subject::make() { return std::make_unique<Images>(); }

}  // namespace pretext::wasm
