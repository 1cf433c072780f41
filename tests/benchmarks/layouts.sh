# Layouts and neighbors beside scikit-learn, for run.sh: sourced, with the repository root as working directory.
# shellcheck shell=bash disable=SC2154 # programs, preset, json: run.sh's

# The first Python that has scikit-learn, as Debian's python3-sklearn gives it to /usr/bin/python3.
sklearn_python() {
    local candidate
    for candidate in python3 /usr/bin/python3; do
        if "$candidate" -c 'import sklearn' 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
}

# median NUMBER...
median() {
    printf '%s\n' "$@" | sort -g | awk '{ a[NR] = $1 } END { print a[int((NR + 1) / 2)] }'
}

# tsne SIZE: seconds of 1000 iterations and the divergence of the layouts, by turns with the peer. Of 50 000 points the peer
# makes 300 iterations, whose time is scaled to 1000, and divergences are compared after 300.
tsne() {
    local size=$1 rounds=3 python work ours=() theirs=() whole before divergences
    python=$(sklearn_python)
    if [[ -z $python ]]; then
        echo "tsne-$size needs python3-sklearn, which also makes its data." >&2
        return
    fi
    work=$(mktemp -d)
    "$python" tests/benchmarks/peer_sklearn.py data "$size" "$work"
    local iterations=1000 peer="scikit-learn Barnes-Hut"
    if ((size >= 50000)); then
        rounds=1 iterations=300 peer="scikit-learn, scaled from 300"
    fi
    for ((round = 0; round < rounds; ++round)); do
        ours+=("$("$programs/bench_layout" tsne "$work/features.npy" "$work/start.npy" 1000 2 "$work/ours")")
        read -r whole before < <("$python" tests/benchmarks/peer_sklearn.py tsne "$work" $iterations "$work/theirs")
        theirs+=("$(awk -v w="$whole" -v b="$before" -v i=$iterations 'BEGIN { print b + (w - b) * 1000 / i }')")
    done
    report "tsne-$size" "$(median "${ours[@]}")" s "$peer" "$(median "${theirs[@]}")"
    ((iterations == 1000)) ||
        "$programs/bench_layout" tsne "$work/features.npy" "$work/start.npy" $iterations 2 "$work/ours" >/dev/null
    mapfile -t divergences < <("$python" tests/benchmarks/peer_sklearn.py judge "$work" "$work/ours" "$work/theirs")
    report "tsne-$size-kl" "${divergences[0]}" "nats after $iterations" "scikit-learn Barnes-Hut" "${divergences[1]}"
    rm -rf "$work"
}

# knn SIZE: seconds for the 90 nearest of every row.
knn() {
    local size=$1 python work ours=() theirs=()
    python=$(sklearn_python)
    if [[ -z $python ]]; then
        echo "knn-$size needs python3-sklearn, which also makes its data." >&2
        return
    fi
    work=$(mktemp -d)
    "$python" tests/benchmarks/peer_sklearn.py data "$size" "$work"
    for ((round = 0; round < 3; ++round)); do
        ours+=("$("$programs/bench_layout" knn "$work/features.npy" 90 2 "$work/ours")")
        theirs+=("$("$python" tests/benchmarks/peer_sklearn.py knn "$work" 90 "$work/theirs")")
    done
    report "knn-$size" "$(median "${ours[@]}")" s "scikit-learn brute force" "$(median "${theirs[@]}")"
    rm -rf "$work"
}

# beside_the_map yes|no: seconds that three epochs of 5000 images take, each with its evaluation, with the Embeddings page
# open on the run or not. It opens during an epoch before them, as its own start is not what slows a training.
beside_the_map() {
    local line began='' window='' maps project=$beside/$1-$RANDOM.tandem
    while read -r line; do
        case $line in
        '{"event":"plan"'*)
            [[ $1 = yes ]] || continue
            QT_QPA_PLATFORM=offscreen "build/$preset/bin/tandem" "$project" --page embeddings >/dev/null 2>&1 &
            window=$!
            ;;
        '{"event":"evaluation"'*) began=${began:-$EPOCHREALTIME} ;;
        esac
    done < <("build/$preset/bin/tandem-cli" train --project "$project" --data "$beside/shapes/train" \
        --test-data "$beside/shapes/test" --json --set encoder.width=0.25 --set train.batch_size=128 \
        --set train.epochs=4 --set train.warmup_epochs=1 --set optimizer.name=sgd 2>/dev/null)
    awk -v a="$began" -v b="$EPOCHREALTIME" 'BEGIN { printf "%.2f\n", b - a }'
    if [[ -n $window ]]; then
        # What the page laid out is the proof that it was at work.
        maps=$(find "$project/layouts" -type f 2>/dev/null | wc -l)
        kill $window
        wait $window 2>/dev/null || true
        if ((maps < 3)); then
            echo "embeddings-while-training measures nothing: the page has stored $maps layouts." >&2
            return 1
        fi
    fi
}

# By turns, as the machine may be slower now than then.
embeddings_while_training() {
    local with=() without=()
    beside=$(mktemp -d)
    export XDG_CACHE_HOME=$beside/cache XDG_CONFIG_HOME=$beside/config
    "build/$preset/bin/tandem-cli" dataset make-shapes "$beside/shapes" --per-class 500 >/dev/null 2>&1
    beside_the_map no >/dev/null # decodes the images
    for ((round = 0; round < 3; ++round)); do
        without+=("$(beside_the_map no)")
        with+=("$(beside_the_map yes)")
    done
    rm -rf "$beside"
    report embeddings-while-training "$(median "${with[@]}")" s "without the page, and 5 % more" \
        "$(awk -v a="$(median "${without[@]}")" 'BEGIN { printf "%.2f", 1.05 * a }')"
    ((json)) || echo "                 seconds without the page: ${without[*]}; with it: ${with[*]}"
}
