#!/bin/sh
# Fuzzes everything that reads foreign octets. What is learnt is kept in target/fuzz and used by the next run.
# usage: bench/fuzz.sh [SECONDS for each of the seven targets; 515 unless given: an hour in all]
set -eu
cd "$(dirname "$0")/.."
seconds=${1:-515}
. bench/common.sh
want_java

mvn -q -B test-compile dependency:build-classpath -pl simulator/fuzz -am -Dmdep.outputFile="$PWD/target/fuzz.classpath" \
    -Dmdep.includeScope=test > /dev/null
classes=simulator/fuzz/target/test-classes
for module in engine/core engine/config reports/history simulator/core; do
    classes=$classes:$module/target/classes
done
libraries=$(tr ':' '\n' < target/fuzz.classpath | grep -v '/org/dslab/' | tr '\n' ':')

resources=simulator/fuzz/src/test/resources/org/dslab/fuzz

found=0
# fuzz TARGET LONGEST [FOLDER of inputs to begin with]
fuzz() {
    mkdir -p "target/fuzz/$1"
    words=$resources/$1.dict
    [ -f "$words" ] || words=
    known=$resources/$1Inputs
    [ -d "$known" ] || known=
    if "$java" -XX:+EnableDynamicAgentLoading --enable-native-access=ALL-UNNAMED -Xmx1g -cp "$classes:$libraries" \
        com.code_intelligence.jazzer.Jazzer "--target_class=org.dslab.fuzz.$1" '--instrumentation_includes=org.dslab.**' \
        "-max_total_time=$seconds" "-max_len=$2" ${words:+"-dict=$words"} -timeout=60 -rss_limit_mb=3000 -print_final_stats=1 \
        "-artifact_prefix=target/fuzz/$1-" "--reproducer_path=target/fuzz" "target/fuzz/$1" ${known:+"$known"} ${3:+"$3"} \
        > "target/fuzz/$1.log" 2>&1; then
        echo "$1: nothing found. $(grep -aoE 'Done [0-9]+ runs in.*' "target/fuzz/$1.log"), $(grep -aE 'cov: [0-9]+' "target/fuzz/$1.log" | tail -n 1 | grep -oE 'cov: [0-9]+')"
    else
        found=1
        echo "$1: found something, see target/fuzz/$1.log"
        grep -a -A 12 '== Java Exception\|ERROR: libFuzzer' "target/fuzz/$1.log" | head -n 20
    fi
}
fuzz SiteFuzzTest 4000
fuzz ServerSessionFuzzTest 3000
fuzz ClientSessionFuzzTest 2000
fuzz MessageFuzzTest 2000
fuzz MingerFuzzTest 2000
fuzz FilesFuzzTest 2000 scenarios
fuzz AddressFuzzTest 300
exit "$found"
