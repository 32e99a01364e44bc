# shellcheck shell=bash
# Sourced by the scripts beside it.

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
# shellcheck disable=SC2034  # read by the scripts that source this file
debug_binary="$root/.build/debug/llavero" release_binary="$root/build/llavero"

say() { printf '==> %s\n' "$*"; }

fail() {
    printf 'error: %s\n' "$*" >&2
    exit 1
}

# Runs a part of a script, prints its seconds and returns its exit status.
# In a function handed over, only the last command decides: bash ignores `set -e` there.
timed() {
    local name=$1 start=$SECONDS status=0
    shift
    say "$name"
    "$@" || status=$?
    say "$name: $((SECONDS - start)) s"
    return "$status"
}

as_root() {
    if [[ $EUID -eq 0 ]]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        fail "not root and no sudo; run this as root: $*"
    fi
}

is_installed() {
    # A removed package that left its configuration behind also makes `dpkg -s` succeed.
    dpkg -s "$1" 2>/dev/null | grep -q '^Status: install ok installed$'
}

# Installs the Debian packages that are missing; does nothing, and asks no server, when all are there.
install_packages() {
    local package missing=()
    if ! command -v dpkg >/dev/null; then
        say "This is not Debian or Ubuntu; install the equivalents of: $*"
        return
    fi
    for package in "$@"; do
        is_installed "$package" || missing+=("$package")
    done
    ((${#missing[@]})) || return 0

    say "Installing ${missing[*]}"
    as_root apt-get update -qq
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

require_swift() {
    command -v swift >/dev/null || fail "swift is not on the PATH; Swift 6.3 is needed (https://www.swift.org/install)"
}

# Sets `binary`: LLAVERO_BINARY if set, else the optimised build if no source is newer, else the debug build, brought up to date.
find_binary() {
    binary=${LLAVERO_BINARY:-}
    if [[ -n $binary ]]; then
        [[ -x $binary ]] || fail "LLAVERO_BINARY is not an executable file: $binary"
        # The program refuses variables of its own prefix that are no settings.
        unset LLAVERO_BINARY
        return
    fi
    if [[ -x $release_binary && -z $(find "$root/Sources" "$root/Package.swift" -newer "$release_binary" -print -quit) ]]; then
        binary=$release_binary
        return
    fi
    require_swift
    if [[ ! -x $debug_binary ]]; then
        say "Building llavero: about 4 to 10 minutes the first time on two cores, seconds from then on"
    fi
    swift build --package-path "$root" --product llavero
    binary=$debug_binary
}

# Starts a sandbox in the background; sets `sandbox_pid` and `ready`, the file with its one line of JSON.
# Usage: start_sandbox WORK_DIRECTORY OPTION...
start_sandbox() {
    local work=$1 waited=0
    shift
    ready="$work/ready.json"
    "$binary" sandbox --ready-file "$ready" --json "$@" >"$work/sandbox.log" 2>&1 &
    sandbox_pid=$!
    until [[ -e $ready ]]; do
        if ! kill -0 "$sandbox_pid" 2>/dev/null || ((waited++ >= 300)); then
            cat "$work/sandbox.log" >&2
            fail "the sandbox did not start"
        fi
        sleep 0.1
    done
}

# Picks a value out of JSON on standard input: `pick status`, `pick applications.0.name`.
pick() {
    python3 -c '
import json, sys
value = json.load(sys.stdin)
for step in sys.argv[1].split("."):
    value = value[int(step)] if isinstance(value, list) else value[step]
print("" if value is None else value)
' "$1"
}
