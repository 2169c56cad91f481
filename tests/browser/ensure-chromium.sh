#!/usr/bin/env bash
# Makes sure that there is a Chromium for the browser tests: the one KG_CHROMIUM names, one on the PATH, or Debian's.
set -u
for candidate in "${KG_CHROMIUM:-}" /usr/bin/chromium "$(command -v chromium 2>/dev/null)" "$(command -v google-chrome 2>/dev/null)"; do
  if [ -n "$candidate" ] && [ -x "$candidate" ]; then exit 0; fi
done
as_root=""
if [ "$(id -u)" -ne 0 ]; then as_root="sudo -n"; fi
if command -v apt-get >/dev/null 2>&1 && $as_root true 2>/dev/null; then
  echo "Installing a headless Chromium for the browser tests (about 20 seconds) …"
  $as_root apt-get update -qq && $as_root apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null && exit 0
fi
echo "No Chromium found and none could be installed: the browser tests will be skipped." >&2
echo "Install one, or name it: KG_CHROMIUM=/path/to/chromium make test" >&2
