// The olivo-cortico-nuclear microcircuit under the teacher-gated rule as an event loop written by hand for
// this circuit alone, to tell how fast such a program is on a machine. For processors with AVX2:
//
//   g++ -O3 -march=native -pthread -std=c++17 -o circuit circuit.cpp
//
// Time runs in windows of 25 steps of 0.1 ms. The tasks of a window read only what earlier windows have left,
// so threads meet once in a window. Populations run ahead of each other by the delays between them: in the
// window that takes Purkinje cells from T to T + 25,
//
//   fibres (PF)     go from T + 40 to T + 65: they listen to nobody,
//   basket cells    go from T + 25 to T + 50: they hear fibres 10 steps late,
//   PF->PKJ         is delivered for spikes of T + 15 to T + 39, which arrive with the next window,
//   nuclear cells   go from T - 5 to T + 20: they hear Purkinje cells 20 steps late,
//   olive cells     go from T + 25 to T + 50: they hear nuclear cells 30 steps late.
//
// No fibre fires twice in 51 steps, so no row of weights is met twice in a window, and threads share out the
// deliveries by steps. Each sum is made by one thread in one order: spikes do not depend on their number.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <memory>
#include <mutex>
#include <numeric>
#include <string>
#include <thread>
#include <vector>
#include <immintrin.h>
#include <sys/mman.h>

using std::vector;
// Vectors of eight, read and written wherever they lie
using Floats = float __attribute__((vector_size(32), aligned(4), may_alias));
using Words = uint32_t __attribute__((vector_size(32), aligned(4), may_alias));
using Ints = int32_t __attribute__((vector_size(32), aligned(4), may_alias));
using Shorts = uint16_t __attribute__((vector_size(16), aligned(2), may_alias));
inline Floats& eight(float* p) { return *reinterpret_cast<Floats*>(p); }
inline Ints& eight(int32_t* p) { return *reinterpret_cast<Ints*>(p); }
inline Shorts& eight(uint16_t* p) { return *reinterpret_cast<Shorts*>(p); }
inline unsigned bits_of(Ints mask) { return unsigned(_mm256_movemask_ps(reinterpret_cast<__m256>(mask))); }

// Times are steps, else ms, mV, nS, pF and pA.
constexpr double kDt = 0.1;
constexpr int kStepsPerSecond = 10000, kWindow = 25, kChunks = 5, kTasks = 4 + kChunks;
constexpr int kAhead = 12;  // rows are fetched so many spikes before they are used
constexpr int kPfDelay = 10, kBcDelay = 10, kCfDelay = 20, kPkjDelay = 20, kMfDelay = 10, kDcnDelay = 30;
constexpr int kPfDead = 50, kJudged = 1000;  // a fibre's spike is judged so many steps later
constexpr float kPfPkj = 0.032f, kPfBc = 0.047f, kInhibition = -75, kGap = 1, kNoise = 200;
constexpr float kLtp = 0.0006f, kLtd = 0.0054f, kMinWeight = 0.2f, kMaxWeight = 3;
constexpr int kZone = 8, kOffsets[] = {0, 1, 2, 4};
constexpr int kMemory = 1 << 14;  // steps for which gates are kept: no fibre is silent for so long

class Random {  // xoshiro256++, seeded by splitmix64
 public:
  Random(uint64_t seed, uint64_t stream) {
    uint64_t x = seed * 0x9e3779b97f4a7c15u + stream * 0xd1b54a32d192ed03u;
    for (uint64_t& word : s_) {
      word = x += 0x9e3779b97f4a7c15u;
      word = (word ^ word >> 30) * 0xbf58476d1ce4e5b9u;
      word = (word ^ word >> 27) * 0x94d049bb133111ebu;
      word ^= word >> 31;
    }
  }
  uint64_t bits() {
    uint64_t sum = s_[0] + s_[3], result = (sum << 23 | sum >> 41) + s_[0], t = s_[1] << 17;
    s_[2] ^= s_[0], s_[3] ^= s_[1], s_[1] ^= s_[2], s_[0] ^= s_[3], s_[2] ^= t;
    s_[3] = s_[3] << 45 | s_[3] >> 19;
    return result;
  }
  int below(int n) { return int((bits() >> 32) * uint32_t(n) >> 32); }
  double uniform() { return double(bits() >> 11) * 0x1p-53; }
  // Steps without a spike before the next one, for a source of 30 Hz: a number for each spike, not each step
  int silence() {
    static const double factor = 1 / std::log1p(-30.0 / kStepsPerSecond);
    return int(std::log(1 - uniform()) * factor);
  }

 private:
  uint64_t s_[4];
};

// All spikes of one population up to the end; a file gets blocks of population, number, steps and cells.
class Recorder {
 public:
  static inline FILE* file = nullptr;
  uint64_t hash = 14695981039346656037u;
  long measured = 0;
  Recorder(int population, int from, int end) : buffer_(1 << 16), population_(population), from_(from), end_(end) {}
  void add(int step, uint32_t cell) {
    if (step >= end_) return;
    if (used_ == buffer_.size()) flush();
    buffer_[used_] = step, buffer_[used_ + 1] = int32_t(cell), used_ += 2;
    hash = (hash ^ (uint64_t(step) << 32 | cell)) * 0x9e3779b97f4a7c15u;
    measured += step >= from_;
  }
  void flush() {
    static std::mutex mutex;
    std::lock_guard<std::mutex> lock(mutex);
    int32_t head[] = {population_, int32_t(used_ / 2)};
    if (file) fwrite(head, sizeof head, 1, file), fwrite(buffer_.data(), sizeof buffer_[0], used_, file);
    used_ = 0;
  }

 private:
  vector<int32_t> buffer_;
  size_t used_ = 0;
  int population_, from_, end_;
};

struct Ring {  // the spikes of the last 128 steps
  vector<uint32_t> steps[128];
  vector<uint32_t>& at(int step) { return steps[step & 127]; }
};

struct Receptor {  // an exponential conductance; arrivals come before the decay of their step, enlarged by it
  vector<float> g;
  float decay, jump;
  Receptor(int size, double weight, double tau)
      : g(size), decay(float(std::exp(-kDt / tau))), jump(float(weight / std::exp(-kDt / tau))) {}
};

struct Input { Floats conductance, current; };
struct Constants { double C, gL, EL, threshold, reset; int dead; double drive; };

class Cells {  // leaky integrate-and-fire
 public:
  Ring spikes;
  Recorder recorder;
  vector<float> v;
  const float leak, current;
  Cells(int size, const Constants& c, Random random, const Recorder& r)
      : recorder(r), v(size), leak(float(c.gL)), current(float(c.gL * c.EL + c.drive)), held_(size, -1),
        factor_(float(kDt / c.C)), threshold_(float(c.threshold)), reset_(float(c.reset)), dead_(c.dead) {
    for (float& one : v) one = float(c.reset + (c.threshold - c.reset) * random.uniform());
  }
  int size() const { return int(v.size()); }

  // The input of cells is the sum of their conductances and the current that flows at 0 mV.
  template <class Function>
  void advance(int step, Function input) {
    vector<uint32_t>& fired = spikes.at(step);
    fired.clear();
    float* potentials = v.data();
    int32_t* held = held_.data();  // the last step in which a cell is held
    const Floats threshold = Floats{} + threshold_, reset = Floats{} + reset_;
    const Ints release = Ints{} + (step + dead_);
    const float factor = factor_;
    for (int block = 0; block < size(); block += 64) {
      uint64_t fires = 0;
      for (int i = block, end = std::min(block + 64, size()); i < end; i += 8) {
        auto [conductance, flow] = input(i);
        Floats next = eight(potentials + i);
        next += factor * (flow - conductance * next);
        Ints until = eight(held + i);
        next = until >= step ? reset : next;
        Ints over = next >= threshold;
        eight(potentials + i) = over ? reset : next;
        eight(held + i) = over ? release : until;
        fires |= uint64_t(bits_of(over)) << (i - block);
      }
      for (; fires; fires &= fires - 1) {
        fired.push_back(uint32_t(block + __builtin_ctzll(fires)));
        recorder.add(step, fired.back());
      }
    }
  }

 private:
  vector<int32_t> held_;
  const float factor_, threshold_, reset_;
  const int dead_;
};

struct Row { uint32_t start; uint16_t length; };

// Rows of 16-bit targets one after the other, with weights behind them where they are plastic. Each row is
// filled up to a multiple of eight by targets that nobody reads.
class Table {
 public:
  vector<Row> rows;
  Table(int sources, int targets, int degree, bool plastic, Random random) {
    vector<int> order(sources);
    std::iota(order.begin(), order.end(), 0);
    vector<vector<uint16_t>> lists(sources);
    for (int p = 0; p < targets; ++p) {
      for (int j = 0; j < degree; ++j) {  // each target draws sources without replacement
        std::swap(order[j], order[j + random.below(sources - j)]);
        lists[order[j]].push_back(uint16_t(p));
      }
    }
    size_t bytes = 0, align = plastic ? 64 : 16;  // rows with weights begin with a line of the cache
    for (auto& list : lists) {
      rows.push_back({uint32_t(bytes / 16), uint16_t(list.size())});
      for (size_t k = 0; list.size() % 8 != 0; ++k) list.push_back(uint16_t(targets + k));
      bytes += (list.size() * (plastic ? 6 : 2) + align - 1) / align * align;
    }
    size_t page = size_t(2) << 20, all = (bytes + 1024 + page - 1) / page * page;
    data_ = static_cast<char*>(std::aligned_alloc(page, all));
    if (!data_) fprintf(stderr, "circuit: not enough memory\n"), _Exit(1);
    madvise(data_, all, MADV_HUGEPAGE);
    for (int i = 0; i < sources; ++i) {
      std::copy(lists[i].begin(), lists[i].end(), targets_of(rows[i]));
      if (plastic) std::fill_n(weights_of(rows[i]), lists[i].size(), 1.0f);
    }
  }
  uint16_t* targets_of(Row row) const { return reinterpret_cast<uint16_t*>(data_ + size_t(row.start) * 16); }
  float* weights_of(Row row) const { return reinterpret_cast<float*>(targets_of(row) + (row.length + 7) / 8 * 8); }
  void prefetch(Row row, int lines) const {
    for (int i = 0; i < lines; ++i) __builtin_prefetch(data_ + size_t(row.start) * 16 + 64 * i);
  }
  template <class T>
  void add(Row row, T* sums, T value) const {
    const uint16_t* targets = targets_of(row);
    for (int k = 0; k < row.length; k += 8) {
      for (int l = 0; l < 8; ++l) sums[targets[k + l]] += value;
    }
  }

 private:
  char* data_;  // to the end of the program
};

class Circuit {
 public:
  Circuit(int scale, int threads, int warm_up, int end, uint64_t seed)
      : threads_(threads), warm_up_(warm_up), end_(end), seed_(seed), fibres_(4096 * scale), pf_next_(4096 * scale),
        mf_next_(128 * scale), found_(4096 * scale), pf_recorder_(0, warm_up, end), mf_recorder_(1, warm_up, end),
        bc_(512 * scale, {180, 10, -65, -50, -70, 15, 0}, Random(seed, 7), {2, warm_up, end}),
        pkj_(128 * scale, {250, 14, -68, -52, -72, 20, 250}, Random(seed, 8), {3, warm_up, end}),
        dcn_(8 * scale, {220, 10, -60, -48, -62, 20, 270}, Random(seed, 9), {4, warm_up, end}),
        io_(16 * scale, {1000, 5.4, -67, -52, -60, 20, 135}, Random(seed, 10), {5, warm_up, end}),
        gate_words_(std::max(8, pkj_.size() / 256 + 1)), gates_(size_t(kMemory) * gate_words_), open_(gate_words_) {
    for (int i = 0; i < 4096 * scale; ++i) fibres_[i] = {pf_bc_.rows[i], pf_pkj_.rows[i], 0, 0, {}};
    for (auto& sums : sums_) sums.resize(size_t(kWindow) * (pkj_.size() + 8));
    for (int& next : pf_next_) next = pf_random_.silence();
    for (int& next : mf_next_) next = mf_random_.silence();
    for (int p = 0; p < pkj_.size(); ++p) pkj_dcn_.push_back((p / kZone + kOffsets[p % 4]) % dcn_.size());
    for (int i = 0; i < io_.size(); ++i) {
      for (int offset : kOffsets) dcn_io_[(i + offset) % dcn_.size()].push_back(i);
    }
    // The third gap junction of each olive cell is that of a random matching, without neighbours in the ring.
    Random random(seed, 11);
    vector<int> order(io_.size());
    std::iota(order.begin(), order.end(), 0);
    for (bool good = false; !good;) {
      for (int i = io_.size() - 1; i > 0; --i) std::swap(order[i], order[random.below(i + 1)]);
      good = true;
      for (int i = 0; i < io_.size(); i += 2) {
        int a = order[i], b = order[i + 1], apart = std::abs(a - b);
        good = good && apart != 1 && apart != io_.size() - 1;
        partner_[a] = b, partner_[b] = a;
      }
    }
  }

  void run() {
    std::thread other;
    if (threads_ == 2) other = std::thread([this] { work(1); });
    work(0);
    if (other.joinable()) other.join();
    double seconds = double(end_ - warm_up_) / kStepsPerSecond;
    std::chrono::duration<double> wall = std::chrono::steady_clock::now() - started_;
    settle();
    const char* names[] = {"PF", "MF", "BC", "PKJ", "DCN", "IO"};
    Recorder* recorders[] = {&pf_recorder_, &mf_recorder_, &bc_.recorder, &pkj_.recorder,
                             &dcn_.recorder, &io_.recorder};
    size_t sizes[] = {pf_next_.size(), mf_next_.size(), bc_.v.size(), pkj_.v.size(), dcn_.v.size(), io_.v.size()};
    uint64_t hash = 0;
    for (int i = 0; i < 6; ++i) {
      recorders[i]->flush();
      hash = (hash ^ recorders[i]->hash) * 0x9e3779b97f4a7c15u;
      printf("%-4s %8.3f Hz\n", names[i], double(recorders[i]->measured) / double(sizes[i]) / seconds);
    }
    double sum = 0, squares = 0, number = 0;
    for (Row row : pf_pkj_.rows) {
      for (int k = 0; k < row.length; ++k, ++number) {
        double w = pf_pkj_.weights_of(row)[k];
        sum += w, squares += w * w;
      }
    }
    double mean = sum / number, events = 0, changes = 0;
    for (const Tally& tally : tallies_) events += double(tally.events), changes += double(tally.changes);
    printf("weights: mean %.4f, s.d. %.4f\n", mean, std::sqrt(std::max(0.0, squares / number - mean * mean)));
    printf("in a simulated second: %.2f million synaptic events, %.2f million changes of weights\n",
           events / seconds / 1e6, changes / seconds / 1e6);
    printf("spikes: hash %016llx\n", static_cast<unsigned long long>(hash));
    printf("real-time factor %.4f\n", wall.count() / seconds);
  }

 private:
  // A fibre's rows and the times, modulo 2^16, of its spikes that wait for judgement: in 1,000 steps at most 20
  struct alignas(64) Fibre { Row bc, pkj; uint8_t first, count; uint16_t times[20]; };
  // A spike, and where the steps are listed in which earlier ones of its fibre were judged since the last spike
  struct PfSpike { uint32_t cell, due; Row bc, pkj; uint16_t due_count; };
  struct Found { int step; PfSpike spike; };
  struct PfWindow { vector<PfSpike> spikes; vector<int> due; int start[kWindow + 1] = {}; };
  struct alignas(64) Tally { long events = 0, changes = 0; };

  // Thread 0 takes tasks from the front, thread 1 from the back, until they meet: each mostly finds in its
  // cache what it left there, and the small ones in the middle even out the rest.
  void work(int thread) {
    for (int t = -2 * kWindow; t <= end_; t += kWindow) {
      if (thread == 0 && (t == warm_up_ || t < -kWindow)) started_ = std::chrono::steady_clock::now();
      for (int own = 0; claimed_.fetch_add(1, std::memory_order_relaxed) < kTasks; ++own) {
        do_task(thread == 0 ? own : kTasks - 1 - own, t);
      }
      int round = round_.load(std::memory_order_relaxed);
      if (arrived_.fetch_add(1, std::memory_order_acq_rel) == threads_ - 1) {
        arrived_.store(0, std::memory_order_relaxed);
        claimed_.store(0, std::memory_order_relaxed);
        round_.store(round + 1, std::memory_order_release);
      }
      for (int i = 0; round_.load(std::memory_order_acquire) == round; ++i) {
        if (i > 4000) std::this_thread::yield();
      }
    }
  }

  void do_task(int task, int t) {
    if (t == end_ && task != kTasks - 3) return;  // only nuclear cells are not there yet
    const PfWindow& now = pf_windows_[t / kWindow & 1];
    Tally tally;
    if (task == 0) basket_cells(t + kWindow, now, tally);
    else if (task <= kChunks) deliver(t + kWindow, task - 1, now, tally);
    else if (task == kTasks - 3) nuclei_and_olive(t, tally);
    else if (task == kTasks - 2) purkinje_cells(t, tally);
    else fibres(t + 2 * kWindow - kPfDelay, pf_windows_[(t / kWindow + 1) & 1]);
    if (t >= warm_up_) tallies_[task].events += tally.events, tallies_[task].changes += tally.changes;
  }

  // Finds the spikes of the window from step t, fibre by fibre, and orders them by step.
  void fibres(int t, PfWindow& window) {
    int count = 0, end = std::min(t + kWindow, end_), starts[kWindow + 1] = {};
    for (int i = 0, size = int(pf_next_.size()); i < size; i += 32) {
      unsigned bits = 0;
      for (int l = 0; l < 32; l += 8) bits |= bits_of(eight(&pf_next_[i + l]) < end) << l;
      for (; bits; bits &= bits - 1) found_[count++].spike.cell = uint32_t(i + __builtin_ctz(bits));
    }
    window.due.clear();
    for (int i = 0; i < count; ++i) {
      __builtin_prefetch(&fibres_[found_[std::min(i + kAhead, count - 1)].spike.cell], 1);
      uint32_t cell = found_[i].spike.cell, due = uint32_t(window.due.size());
      Fibre& fibre = fibres_[cell];
      int step = pf_next_[cell];
      pf_next_[cell] = step + 1 + kPfDead + pf_random_.silence();
      for (; fibre.count > 0; --fibre.count) {
        int age = uint16_t(step - fibre.times[fibre.first]);
        if (age <= kJudged) break;  // a spike has the weight before the changes of its own step
        window.due.push_back(step - age + kJudged);
        fibre.first = fibre.first == 19 ? 0 : fibre.first + 1;
      }
      int last = fibre.first + fibre.count++;
      fibre.times[last < 20 ? last : last - 20] = uint16_t(step);
      found_[i] = {step - t, {cell, due, fibre.bc, fibre.pkj, uint16_t(window.due.size() - due)}};
      ++starts[step - t + 1];
    }
    std::partial_sum(starts, starts + kWindow + 1, starts);
    std::copy(starts, starts + kWindow + 1, window.start);
    window.spikes.resize(count);
    for (int i = 0; i < count; ++i) window.spikes[starts[found_[i].step]++] = found_[i].spike;
    for (int s = 0; s < kWindow; ++s) {
      for (int i = window.start[s]; i < window.start[s + 1]; ++i) pf_recorder_.add(t + s, window.spikes[i].cell);
    }
  }

  void basket_cells(int t, const PfWindow& fibres, Tally& tally) {
    if (t < 0) return;
    int last = int(fibres.spikes.size()) - 1;
    float* g = pf_to_bc_.g.data();
    uint16_t* counts = counts_.data();
    const float decay = pf_to_bc_.decay, leak = bc_.leak, current = bc_.current;
    for (int s = 0; s < kWindow; ++s) {
      for (int i = fibres.start[s]; i < fibres.start[s + 1]; ++i) {
        pf_bc_.prefetch(fibres.spikes[std::min(i + kAhead, last)].bc, 3);
        pf_bc_.add(fibres.spikes[i].bc, counts, uint16_t(1));
        tally.events += fibres.spikes[i].bc.length;
      }
      bc_.advance(t + s, [=](int i) {
        Floats up = eight(g + i) * decay + kPfBc * __builtin_convertvector(eight(counts + i), Floats);
        eight(counts + i) = Shorts{}, eight(g + i) = up;
        return Input{leak + up, Floats{} + current};
      });
    }
  }

  // Spikes that arrive in one chunk of the window from step t, with the weights of the step of their emission:
  // changes wait for the next spike of their fibre, and a row is read once for both.
  void deliver(int t, int chunk, const PfWindow& fibres, Tally& tally) {
    if (t < 0) return;
    int last = int(fibres.spikes.size()) - 1, width = pkj_.size() + 8;
    for (int s = chunk * kWindow / kChunks; s < (chunk + 1) * kWindow / kChunks; ++s) {
      float* sums = &sums_[t / kWindow & 1][size_t(s) * width];
      std::fill_n(sums, width, 0.0f);
      for (int i = fibres.start[s]; i < fibres.start[s + 1]; ++i) {
        pf_pkj_.prefetch(fibres.spikes[std::min(i + kAhead, last)].pkj, 4);
        const PfSpike& spike = fibres.spikes[i];
        for (int k = 0; k < spike.due_count; ++k) judge(spike.pkj, fibres.due[spike.due + k]);
        const uint16_t* targets = pf_pkj_.targets_of(spike.pkj);
        const float* weights = pf_pkj_.weights_of(spike.pkj);
        for (int k = 0; k < spike.pkj.length; k += 8) {
          for (int l = 0; l < 8; ++l) sums[targets[k + l]] += weights[k + l];
        }
        tally.events += spike.pkj.length, tally.changes += spike.pkj.length * spike.due_count;
      }
    }
  }

  // Changes a row by the gates of a step, bits for zones of eight targets: depression where one is open.
  void judge(Row row, int step) {
    const uint32_t* gates = &gates_[size_t(version_at_[step % kMemory]) * gate_words_];
    uint16_t* targets = pf_pkj_.targets_of(row);
    float* weights = pf_pkj_.weights_of(row);
    for (int k = 0; k < row.length; k += 8) {
      Words target = __builtin_convertvector(eight(targets + k), Words), word;
      if (gate_words_ <= 9) word = __builtin_shuffle(*reinterpret_cast<const Words*>(gates), target >> 8);
      else for (int l = 0; l < 8; ++l) word[l] = gates[target[l] >> 8];
      Ints open = Ints(word << (31 - (target >> 3 & 31)));  // the sign tells
      Floats w = eight(weights + k) + (open < 0 ? Floats{} - kLtd : Floats{} + kLtp);
      w = w < kMinWeight ? Floats{} + kMinWeight : w;
      eight(weights + k) = w > kMaxWeight ? Floats{} + kMaxWeight : w;
    }
  }

  void purkinje_cells(int t, Tally& tally) {
    if (t < 0) return;
    float *pf = pf_to_pkj_.g.data(), *bc = bc_to_pkj_.g.data(), *cf = cf_to_pkj_.g.data();
    const float pf_decay = pf_to_pkj_.decay, bc_decay = bc_to_pkj_.decay, cf_decay = cf_to_pkj_.decay;
    const float leak = pkj_.leak, current = pkj_.current;
    for (int n = t; n < t + kWindow; ++n) {
      for (uint32_t cell : bc_.spikes.at(n + 1 - kBcDelay)) bc_pkj_.prefetch(bc_pkj_.rows[cell], 2);
      for (uint32_t cell : bc_.spikes.at(n - kBcDelay)) {
        bc_pkj_.add(bc_pkj_.rows[cell], bc, bc_to_pkj_.jump);
        tally.events += bc_pkj_.rows[cell].length;
      }
      for (uint32_t cell : io_.spikes.at(n - kCfDelay)) {
        eight(cf + kZone * cell) += cf_to_pkj_.jump;
        tally.events += kZone;
      }
      float* sums = &sums_[t / kWindow & 1][size_t(n - t) * (pkj_.size() + 8)];
      pkj_.advance(n, [=](int i) {
        Floats up = eight(pf + i) = eight(pf + i) * pf_decay + kPfPkj * eight(sums + i);
        Floats down = eight(bc + i) *= bc_decay, climbing = eight(cf + i) *= cf_decay;
        return Input{leak + up + climbing + down, current + kInhibition * down};
      });
    }
  }

  void nuclei_and_olive(int t, Tally& tally) {
    float *pkj = pkj_to_dcn_.g.data(), *mf = mf_to_dcn_.g.data(), *dcn = dcn_to_io_.g.data(), *v = io_.v.data();
    const float pkj_decay = pkj_to_dcn_.decay, mf_decay = mf_to_dcn_.decay, dcn_decay = dcn_to_io_.decay;
    const float leak = dcn_.leak, current = dcn_.current, io_leak = io_.leak + 3 * kGap;
    for (int i = 0; i < int(mf_next_.size()); ++i) {  // mossy fibres as far as nuclear cells hear them here
      for (; mf_next_[i] < t + kPkjDelay - kMfDelay; mf_next_[i] += 1 + mf_random_.silence()) {
        mf_spikes_.at(mf_next_[i]).push_back(uint32_t(i));
      }
    }
    for (int n = std::max(t + kPkjDelay - kWindow, 0); n < t + kPkjDelay; ++n) {
      for (uint32_t cell : pkj_.spikes.at(n - kPkjDelay)) pkj[pkj_dcn_[cell]] += pkj_to_dcn_.jump, ++tally.events;
      for (uint32_t cell : mf_spikes_.at(n - kMfDelay)) {
        mf[cell / 16] += mf_to_dcn_.jump, ++tally.events;
        mf_recorder_.add(n - kMfDelay, cell);
      }
      mf_spikes_.at(n - kMfDelay).clear();
      dcn_.advance(n, [=](int i) {
        Floats down = eight(pkj + i) *= pkj_decay, up = eight(mf + i) *= mf_decay;
        return Input{leak + down + up, current + kInhibition * down};
      });
    }
    float* currents = currents_.data();
    for (int n = std::max(t + kWindow, 0), cells = io_.size(); n < t + 2 * kWindow; ++n) {
      for (uint32_t cell : dcn_.spikes.at(n - kDcnDelay)) {
        for (int target : dcn_io_[cell]) dcn[target] += dcn_to_io_.jump, ++tally.events;
      }
      for (int i = 0; i < cells; ++i) {  // gap junctions by the potentials before the step
        float near = v[i == 0 ? cells - 1 : i - 1] + v[i == cells - 1 ? 0 : i + 1] + v[partner_[i]];
        currents[i] = io_.current + kGap * near + kNoise * float(__builtin_popcountll(noise_.bits()) - 32);
      }
      io_.advance(n, [=](int i) {
        Floats down = eight(dcn + i) *= dcn_decay;
        return Input{io_leak + down, eight(currents + i) + kInhibition * down};
      });
      set_gates(n + kCfDelay);
    }
  }

  // Opens the gates of zones that a climbing fibre reaches in a step, and closes them when no spike of a fibre
  // that is judged then was before it.
  void set_gates(int step) {
    bool changed = !io_.spikes.at(step - kCfDelay).empty();
    for (; !closing_.empty() && closing_.front().first == step; closing_.pop_front()) {
      uint32_t zone = closing_.front().second;
      if (last_cf_[zone] != step - kJudged) continue;  // reached again since
      open_[zone / 32] &= ~(1u << zone % 32), changed = true;
    }
    for (uint32_t zone : io_.spikes.at(step - kCfDelay)) {
      last_cf_[zone] = step, open_[zone / 32] |= 1u << zone % 32;
      closing_.push_back({step + kJudged, zone});
    }
    if (changed) {
      version_ = (version_ + 1) % kMemory;
      std::copy(open_.begin(), open_.end(), gates_.begin() + long(version_) * gate_words_);
    }
    version_at_[step % kMemory] = version_;
  }

  // Makes the changes that still wait at the end.
  void settle() {
    for (const Fibre& fibre : fibres_) {
      for (int k = 0; k < fibre.count; ++k) {
        int due = end_ - uint16_t(end_ - fibre.times[(fibre.first + k) % 20]) + kJudged;
        if (due < end_) judge(fibre.pkj, due);
      }
    }
  }

  const int threads_, warm_up_, end_;
  const uint64_t seed_;
  vector<Fibre> fibres_;
  vector<int32_t> pf_next_, mf_next_;  // the next spike of each source
  vector<Found> found_;
  Recorder pf_recorder_, mf_recorder_;
  Cells bc_, pkj_, dcn_, io_;
  Receptor pf_to_bc_{bc_.size(), kPfBc, 5}, pf_to_pkj_{pkj_.size(), kPfPkj, 5}, bc_to_pkj_{pkj_.size() + 8, 0.23, 10};
  Receptor cf_to_pkj_{pkj_.size(), 60, 2}, pkj_to_dcn_{dcn_.size(), 1, 12}, mf_to_dcn_{dcn_.size(), 1, 6};
  Receptor dcn_to_io_{io_.size(), 0.28, 100};
  Table pf_bc_{int(fibres_.size()), bc_.size(), 512, false, Random(seed_, 1)};
  Table pf_pkj_{int(fibres_.size()), pkj_.size(), 1024, true, Random(seed_, 2)};
  Table bc_pkj_{bc_.size(), pkj_.size(), 128, false, Random(seed_, 3)};
  Random pf_random_{seed_, 4}, mf_random_{seed_, 5}, noise_{seed_, 6};
  PfWindow pf_windows_[2];
  Ring mf_spikes_;
  vector<uint16_t> counts_ = vector<uint16_t>(bc_.v.size() + 8);  // arrivals at basket cells in a step
  // Weights that arrive at Purkinje cells in each step of a window, for this window and the next one
  vector<float> sums_[2];
  vector<int> pkj_dcn_, partner_ = vector<int>(io_.v.size()), last_cf_ = vector<int>(io_.v.size(), -kMemory);
  vector<vector<int>> dcn_io_ = vector<vector<int>>(dcn_.v.size());
  vector<float> currents_ = vector<float>(io_.v.size());
  const int gate_words_;
  vector<uint32_t> gates_, open_;  // all versions of the gates that are kept, and the latest
  vector<int> version_at_ = vector<int>(kMemory);  // the version that holds in a step
  std::deque<std::pair<int, uint32_t>> closing_;
  int version_ = 0;
  Tally tallies_[kTasks];
  std::chrono::steady_clock::time_point started_;
  alignas(64) std::atomic<int> claimed_{0};
  alignas(64) std::atomic<int> arrived_{0};
  alignas(64) std::atomic<int> round_{0};
};

int main(int count, char** arguments) {
  struct Option { const char* name; double value, low, high; bool whole; };
  Option options[] = {{"--scale", 1, 1, 127, true},  // targets are 16 bits
                      {"--threads", 1, 1, 2, true}, {"--duration", 20, 0.0025, 1e5, false},
                      {"--warm-up", 0, 0, 1e5, false}, {"--seed", 1, 0, 0x1p53, true}};
  for (int i = 1; i < count; i += 2) {
    std::string name = arguments[i];
    const char* text = i + 1 < count ? arguments[i + 1] : "";
    if (name == "--out" && *text && (Recorder::file = fopen(text, "wb"))) continue;
    auto option = std::find_if(std::begin(options), std::end(options), [&](auto& o) { return name == o.name; });
    char* end = nullptr;
    double value = strtod(text, &end);
    if (option != std::end(options) && *text && !*end && value >= option->low && value <= option->high &&
        (!option->whole || value == std::floor(value))) {
      option->value = value;
      continue;
    }
    fprintf(stderr, "circuit: cannot use '%s %s'; options are --scale 1...127, --threads 1|2, --duration SECONDS, "
                    "--warm-up SECONDS, --seed N, --out FILE\n", name.c_str(), text);
    return 2;
  }
  auto steps = [](double seconds) { return int(std::ceil(seconds * kStepsPerSecond / kWindow - 1e-9)) * kWindow; };
  int warm_up = steps(options[3].value), end = warm_up + steps(options[2].value);
  int scale = int(options[0].value), threads = int(options[1].value);
  std::make_unique<Circuit>(scale, threads, warm_up, end, uint64_t(options[4].value))->run();
  FILE* file = Recorder::file;
  if (file && (ferror(file) | fclose(file)) != 0) return fprintf(stderr, "circuit: cannot write spikes\n"), 1;
}
