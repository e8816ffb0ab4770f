# Parts of the scripts in this folder; to be read by them from the project's root.

work=$(mktemp -d)
children=
smtp_port=${SMTP_PORT:-27525}
minger_port=${MINGER_PORT:-27469}
echo_port=${ECHO_PORT:-27470}
sink_port=${SINK_PORT:-27526}
postfix_port=${POSTFIX_PORT:-27527}
ratios=

stop_all() {
    for child in $children; do
        kill "$child" 2> /dev/null || true
    done
    for child in $children; do
        wait "$child" 2> /dev/null || true
    done
    children=
}

finish() {
    stop_all
    rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# The newest JDK that the launcher would take too.
want_java() {
    java=
    for home in "${JAVA_HOME:-}" /usr/lib/jvm/*; do
        if [ -x "$home/bin/javac" ] && grep -q 'JAVA_VERSION="2[1-9]' "$home/release" 2> /dev/null; then
            java=$home/bin/java
            javac=$home/bin/javac
        fi
    done
    if [ -z "$java" ]; then
        echo "no JDK 21 or newer was found; let JAVA_HOME name its folder" >&2
        exit 2
    fi
}

# start OUTPUT COMMAND...: runs a server and waits for its first line.
start() {
    output=$1
    shift
    "$@" > "$output" 2> "$output.err" < /dev/null &
    children="$children $!"
    begun=$!
    until [ -s "$output" ]; do
        if ! kill -0 "$begun" 2> /dev/null; then
            echo "does not start: $*" >&2
            cat "$output.err" >&2
            exit 3
        fi
        sleep 0.1
    done
}

# ratio WORDS A B: prints a round, and keeps A / B for the verdict.
ratio() {
    value=$(awk -v a="$2" -v b="$3" 'BEGIN { printf "%.2f", a / b }')
    echo "$1: $value"
    ratios="$ratios $value"
}

# verdict TARGET WORDS: the median of the ratios so far must reach the target.
verdict() {
    median=$(printf '%s\n' $ratios | sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }')
    ratios=
    if awk -v m="$median" -v t="$1" 'BEGIN { exit !(m >= t) }'; then
        echo "$2: median $median, target $1: reached"
    else
        echo "$2: median $median, target $1: MISSED"
        missed=1
    fi
}
missed=0
