#!/usr/bin/env bash
# Runs the archive of `make app-archive` in a bare Debian that has nothing but what needs.txt names: as root.
#   packaging/linux/try_in_chroot.sh [ARCHIVE]      pictures and answers in out/chroot
# Asks for mmdebstrap and xvfb; the bare system is made once, in build/chroot.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
archive=${1:-$(ls -t dist/optopcheck-*-linux-*.tar.xz | head -n 1)}
release=${RELEASE:-bookworm} room=$PWD/build/chroot results=$PWD/out/chroot
packages=$(grep -v '^#' packaging/linux/needs.txt | paste -sd,)
bare=$room/$release-$(sha256sum packaging/linux/needs.txt | cut -c1-12).tar
[[ $(id -u) -eq 0 ]] || { echo "only root may enter another system" >&2; exit 1; }

mkdir -p "$room" "$results"
# What it makes goes by the end of the name: a tar, not a folder.
[[ -f $bare ]] || { mmdebstrap --quiet --variant=minbase --include="$packages" "$release" "${bare%.tar}.part.tar" && mv "${bare%.tar}.part.tar" "$bare"; }
system=$(mktemp -d)
screen=
leave() {
  [[ -z $screen ]] || kill "$screen" 2>/dev/null || true
  if mountpoint -q "$system/dev/shm"; then umount "$system/dev/shm"; fi
  if mountpoint -q "$system/proc"; then umount "$system/proc"; fi
  mountpoint -q "$system/proc" || rm -rf --one-file-system "$system"
}
trap leave EXIT
tar --extract --file "$bare" --directory "$system" --exclude='./dev/*'
for device in null zero random urandom; do
  cp -a "/dev/$device" "$system/dev/$device"
done
mkdir -p "$system/dev/shm" "$system/srv/buurman/met spatie é"
mount -t proc proc "$system/proc"
mount -t tmpfs -o mode=1777 tmpfs "$system/dev/shm"
chown -R 65534:65534 "$system/srv/buurman"
if find "$system/usr/bin" -name 'python3*' | grep -q .; then echo "there is a Python in it" >&2; exit 1; fi

# Entering is root's; everything after it is a user without rights.
inside() { env -i HOME=/srv/buurman PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin "${more[@]}" chroot --userspec=65534:65534 "$system" "$@"; }
more=(LANG=C.UTF-8)

say() { printf 'chroot: %s\n' "$*"; }
say "Debian $(<"$system/etc/debian_version"), $(chroot "$system" dpkg-query -f '.\n' -W | wc -l) packages"
mkdir -p "$system/opt/unpacked"
tar --extract --file "$archive" --directory "$system/opt/unpacked"
chroot "$system" bash -c 'cd /opt/unpacked/* && ./install.sh'
rm -rf "$system/opt/unpacked"

# It draws a picture, casts rays, sets a page and asks the kernels: what a bare system might lack.
inside optopcheck-cli doctor >"$results/doctor.txt" || say "the diagnosis found something: $results/doctor.txt"
begin=$(date +%s.%N)
inside bash -c 'cd "/srv/buurman/met spatie é" && optopcheck-cli demo --out out --no-reports' >"$results/demo.txt"
say "the sample case took $(echo "$(date +%s.%N) - $begin" | bc) s"
cp "$system/srv/buurman/met spatie é/out/"* "$results/"
(cd "$results" && sha256sum portiekflat.json portiekflat.txt portiekflat.optop)

# Its socket has a name that needs no file, so that it is there in the other system as well.
coproc SCREEN { exec Xvfb -displayfd 1 -screen 0 1440x900x24 -nolisten tcp -ac 2>/dev/null; }
screen=$SCREEN_PID
read -r number <&"${SCREEN[0]}"
more+=("DISPLAY=:$number")
inside bash -c 'cd && exec optopcheck' >"$results/window.txt" 2>&1 &
window=$!
sleep "${SECONDS_TO_SHOW:-12}"
QT_QPA_PLATFORM=xcb DISPLAY=":$number" .venv/bin/python packaging/linux/picture_of_screen.py "$results/window.png"
kill "$window" 2>/dev/null || true
wait "$window" 2>/dev/null || true
say "the window: $results/window.png; what it said: $(wc -l <"$results/window.txt") lines"
