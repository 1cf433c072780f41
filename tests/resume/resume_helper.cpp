// What a shell cannot do in kill_and_resume.sh: kill a process the moment a file is being written, and compare two runs
// to the last bit.

#include "core/store/embedding_files.h"
#include "core/store/run_reader.h"

#include <poll.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <string>

using namespace tandem;

namespace {

template <class T> T take(Result<T> result)
{
    if (result)
        return std::move(*result);
    std::cerr << describe(result.error()) << '\n';
    std::exit(2);
}

struct Run {
    ProjectLayout project;
    RunSummary summary;
    std::unique_ptr<RunReader> reader;
};

Run open(const char *folder, const char *name)
{
    const auto project = take(openProject(folder));
    auto reader = take(RunReader::open(project, take(findRun(project, name))));
    auto summary = take(reader->summary());
    return {project, std::move(summary), std::move(reader)};
}

bool sameBits(double a, double b)
{
    return std::memcmp(&a, &b, sizeof a) == 0;
}

bool differ(const std::string &what)
{
    std::cout << "differs: " << what << '\n';
    return false;
}

/// Series whose values are times and so never the same twice.
bool isAboutTime(std::string_view name)
{
    return name == series::kImagesPerSecond || name == series::kDataWaitShare;
}

bool sameSeries(Run &a, Run &b, std::size_t &compared)
{
    const auto left = take(a.reader->seriesInfo());
    if (left.size() != take(b.reader->seriesInfo()).size())
        return differ("number of series");
    for (const SeriesInfo &info : left) {
        const auto mine = take(a.reader->points(info.name));
        const auto theirs = take(b.reader->points(info.name));
        if (mine.size() != theirs.size())
            return differ(info.name + ": " + std::to_string(mine.size()) + " points and " +
                          std::to_string(theirs.size()));
        for (std::size_t i = 0; i < mine.size(); ++i)
            if (mine[i].step != theirs[i].step ||
                (!isAboutTime(info.name) && !sameBits(mine[i].value, theirs[i].value)))
                return differ(info.name + " at step " + std::to_string(mine[i].step));
        compared += mine.size();
    }
    return true;
}

bool sameEvaluations(Run &a, Run &b)
{
    const auto left = take(a.reader->evaluations());
    const auto right = take(b.reader->evaluations());
    if (left.size() != right.size())
        return differ("number of evaluations");
    for (std::size_t i = 0; i < left.size(); ++i) {
        const auto &l = left[i];
        const auto &r = right[i];
        if (l.epoch != r.epoch || l.step != r.step || l.knnAccuracy.has_value() != r.knnAccuracy.has_value() ||
            !sameBits(l.knnAccuracy.value_or(0), r.knnAccuracy.value_or(0)) || l.bankSize != r.bankSize ||
            l.testSize != r.testSize || l.knnNeighbors != r.knnNeighbors || !sameBits(l.featureStd, r.featureStd) ||
            !sameBits(l.projectionStd, r.projectionStd))
            return differ("evaluation " + std::to_string(i + 1));
    }
    return true;
}

bool sameVectors(Run &a, Run &b)
{
    const auto names = take(a.reader->vectorNames());
    if (names != take(b.reader->vectorNames()) || names.empty())
        return differ("names of vectors");
    for (const std::string &name : names) {
        const auto mine = take(a.reader->vectors(name));
        const auto theirs = take(b.reader->vectors(name));
        if (mine.size() != theirs.size())
            return differ("number of vectors " + name);
        for (std::size_t i = 0; i < mine.size(); ++i)
            if (mine[i].step != theirs[i].step || mine[i].labels != theirs[i].labels ||
                mine[i].values.size() != theirs[i].values.size() ||
                std::memcmp(mine[i].values.data(), theirs[i].values.data(), mine[i].values.size() * sizeof(float)) != 0)
                return differ(name + " at step " + std::to_string(mine[i].step));
    }
    return true;
}

bool sameEpochs(Run &a, Run &b)
{
    const auto left = take(a.reader->epochs());
    const auto right = take(b.reader->epochs());
    if (left.size() != right.size())
        return differ("number of epochs");
    for (std::size_t i = 0; i < left.size(); ++i)
        if (left[i].epoch != right[i].epoch || left[i].step != right[i].step ||
            !sameBits(left[i].meanLoss, right[i].meanLoss))
            return differ("epoch " + std::to_string(i + 1));
    return true;
}

template <class T> bool sameArray(const std::vector<T> &a, const std::vector<T> &b)
{
    return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(T)) == 0;
}

bool sameEmbeddings(const Run &a, const Run &b)
{
    const auto left = take(listEmbeddings(a.project, a.summary.id));
    const auto right = take(listEmbeddings(b.project, b.summary.id));
    if (left.size() != right.size() || left.size() < 2)
        return differ("embeddings: " + std::to_string(left.size()) + " and " + std::to_string(right.size()));
    for (std::size_t i = 0; i < left.size(); ++i) {
        const auto l = take(readEmbedding(a.project, a.summary.id, left[i].step));
        const auto r = take(readEmbedding(b.project, b.summary.id, right[i].step));
        if (l.step != r.step || l.epoch != r.epoch || l.ordinal != r.ordinal || !sameArray(l.samples, r.samples) ||
            !sameArray(l.labels, r.labels) || !sameArray(l.h, r.h) || !sameArray(l.z, r.z) ||
            !sameArray(l.predicted, r.predicted) || !sameArray(l.positives, r.positives))
            return differ("embedding at step " + std::to_string(l.step));
    }
    return true;
}

int compare(char **names)
{
    Run a = open(names[0], names[1]);
    Run b = open(names[2], names[3]);
    std::size_t points = 0;
    const bool done = a.summary.state == RunState::Done && b.summary.state == RunState::Done;
    const bool same = (done || differ("one of them is not done")) &&
                      ((!a.summary.weightsSha256.empty() && a.summary.weightsSha256 == b.summary.weightsSha256) ||
                       differ("weights")) &&
                      sameSeries(a, b, points) && sameEvaluations(a, b) && sameVectors(a, b) && sameEpochs(a, b) &&
                      sameEmbeddings(a, b) &&
                      (take(b.reader->loadNewestCheckpoint())->damaged.empty() || differ("a checkpoint is damaged"));
    if (same)
        std::cout << "same weights, " << points << " points, evaluations, embeddings and epochs\n";
    return same ? 0 : 1;
}

/// Kills when the count-th file begins to be written in the folder, so many microseconds later.
int killWhileWriting(pid_t process, const char *folder, int count, useconds_t delay)
{
    const int watch = ::inotify_init1(IN_CLOEXEC);
    if (watch < 0 || ::inotify_add_watch(watch, folder, IN_CREATE) < 0) {
        std::perror("inotify");
        return 2;
    }
    while (count > 0) {
        pollfd waiting{watch, POLLIN, 0};
        if (::poll(&waiting, 1, 100) > 0) {
            alignas(inotify_event) char events[4096];
            const ssize_t got = ::read(watch, events, sizeof events);
            for (ssize_t at = 0; at < got; --count)
                at += static_cast<ssize_t>(sizeof(inotify_event) +
                                           reinterpret_cast<const inotify_event *>(events + at)->len);
        } else if (::kill(process, 0) != 0) {
            return 0; // it was faster
        }
    }
    ::usleep(delay);
    ::kill(process, SIGKILL);
    return 0;
}

} // namespace

int main(int count, char **arguments)
{
    const std::string verb = count > 1 ? arguments[1] : "";
    if (verb == "compare" && count == 6)
        return compare(arguments + 2);
    if (verb == "kill-while-writing" && count == 6)
        return killWhileWriting(std::atoi(arguments[2]), arguments[3], std::atoi(arguments[4]),
                                static_cast<useconds_t>(std::atoi(arguments[5])));
    std::cerr << "resume_helper compare PROJECT RUN PROJECT RUN\n"
                 "resume_helper kill-while-writing PROCESS FOLDER COUNT MICROSECONDS\n";
    return 2;
}
