#!/usr/bin/env bash
# Debian packages that the tests use; needs root, and says so if not.
set -euo pipefail
packages=(make postgresql unicode-data)
missing=()
for package in "${packages[@]}"; do
  dpkg -s "$package" >/dev/null 2>&1 || missing+=("$package")
done
[ "${#missing[@]}" -eq 0 ] && exit 0
if [ "$(id -u)" -ne 0 ]; then
  echo "Not installed, and only root can: ${missing[*]}" >&2
  [ -z "${CI:-}" ] || exit 1
  exit 0
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
