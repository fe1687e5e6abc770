#!/usr/bin/env bash
# Runs a command on each Node that is supported, whichever is installed:
#   test/on-nodes.sh npm test
#   NODES=22 test/on-nodes.sh npx jest test/fallback
# The packages `node-<platform>-<arch>` of npm hold the binaries.
set -euo pipefail
cd "$(dirname "$0")/.."
package=node-$(node -p 'process.platform + "-" + process.arch')
failed=()
for major in ${NODES:-20 22 24}; do
  folder=node_modules/.cache/nodes/$major
  bin=$PWD/$folder/node_modules/$package/bin
  [ -x "$bin/node" ] || npm install --silent --no-save --prefix "$folder" "$package@$major"
  echo "== Node $("$bin/node" --version): $*"
  PATH=$bin:$PATH "$@" || failed+=("$major")
done
if [ ${#failed[@]} -gt 0 ]; then
  echo "Failed on Node ${failed[*]}" >&2
  exit 1
fi
