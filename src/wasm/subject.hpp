#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "pretext/dataset.hpp"
#include "pretext/error.hpp"
#include "pretext/generate.hpp"
#include "pretext/session.hpp"
#include "pretext/study.hpp"

namespace pretext::wasm {

/// The first rows of parts of each split that differ in kind; empty where there are none.
struct Domains {
  std::vector<std::uint32_t> train;
  std::vector<std::uint32_t> test;
};

/// What a module is for: images or texts. It reads their files and works out the cells of studies on them. Each of the
/// two modules is linked with one of images.cpp and texts.cpp, and so has no code of the other kind.
class Subject {
 public:
  static std::unique_ptr<Subject> make();
  virtual ~Subject() = default;

  /// Memory for a file's bytes; null for a role that is not among this subject's.
  virtual std::vector<std::uint8_t>* file(const std::string& role) = 0;
  /// Reads the files that have come, into train and test. classes, domains: of images; texts say this themselves.
  virtual Failure read(int classes, Domains domains) = 0;

  /// Begins a cell of the study that goes with a session, as it stands.
  virtual Failure begin(const Session& session, const Cell& cell) = 0;
  /// Drops the study: its session ends, or its data move.
  virtual void close() = 0;
  /// Precondition of all that follows: a cell has begun.
  virtual void advance() = 0;
  [[nodiscard]] virtual bool done() const = 0;
  [[nodiscard]] virtual Failure failure() const = 0;
  [[nodiscard]] virtual std::string result() const = 0;
  [[nodiscard]] virtual const std::vector<std::uint8_t>& predictions() const = 0;
  /// Without a cell, and of texts, nothing.
  [[nodiscard]] virtual Flow flow() const { return {}; }
  [[nodiscard]] virtual std::vector<Voter> voters(std::span<const std::uint8_t>) const { return {}; }

  /// See Session::localise().
  [[nodiscard]] virtual Result<Localisation> localise(const Session& session, std::uint32_t rows,
                                                      std::uint32_t pictures) const = 0;

  /// See Session::generate().
  [[nodiscard]] virtual Result<std::vector<std::uint16_t>> generate(const Session& session,
                                                                    std::span<const std::uint16_t> prompt, int most,
                                                                    const Sampling& sampling,
                                                                    std::uint64_t seed) const = 0;

  /// See Session::fill().
  [[nodiscard]] virtual Result<std::vector<LikelyToken>> fill(const Session& session,
                                                              std::span<const std::uint16_t> text, std::size_t place,
                                                              std::size_t most) const = 0;

  /// See Session::attend().
  [[nodiscard]] virtual Result<Generator::Attended> attend(const Session& session,
                                                           std::span<const std::uint16_t> text) const = 0;

  /// Views of what has been read.
  Dataset train;
  Dataset test;
};

/// What both subjects have of a study, whose kinds differ in how they begin.
template <class AStudy>
class StudiedBy : public Subject {
 public:
  void close() override { study_.reset(); }
  void advance() override { study_->advance(); }
  [[nodiscard]] bool done() const override { return study_->done(); }
  [[nodiscard]] Failure failure() const override { return study_->failure(); }
  [[nodiscard]] std::string result() const override { return study_->result(); }
  [[nodiscard]] const std::vector<std::uint8_t>& predictions() const override { return study_->predictions(); }

 protected:
  std::unique_ptr<AStudy> study_;
};

}  // namespace pretext::wasm
