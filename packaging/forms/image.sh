# A container image for Docker, Podman and Kubernetes, as an OCI layout in a tar archive. It is made of files, without a daemon: a first layer
# with the C library and busybox from Debian's packages, a second with the program and the module for Parquet and queries.
# shellcheck shell=bash disable=SC2154 # variables are those of build.sh
command -v apt-get >/dev/null || fail "the image is made of Debian's packages, and there is no apt-get" "build it on Debian or Ubuntu"
root=$target/stage/image
layout=$target/stage/oci
mkdir -p "$root"/{base,program/opt/upserter,debs} "$layout/blobs/sha256"

(cd "$root/debs" && apt-get download --quiet --quiet busybox-static libc6 libgcc-s1 libstdc++6 2>/dev/null) ||
  fail "Debian's packages cannot be fetched" "run apt-get update, and look at the network"
for deb in "$root"/debs/*.deb; do
  dpkg-deb --extract "$deb" "$root/unpacked"
done
mkdir -p "$root"/base/{etc,tmp,data,state,dev,proc,sys,usr/bin,usr/lib,usr/lib64,usr/share/doc}
for folder in lib lib64; do # older systems have them outside /usr
  ln -s "usr/$folder" "$root/base/$folder"
  for part in "$root/unpacked/$folder" "$root/unpacked/usr/$folder"; do
    [ ! -d "$part" ] || cp -a "$part/." "$root/base/usr/$folder"
  done
done
ln -s usr/bin "$root/base/bin"
rm -rf "$root"/base/usr/lib/*/{gconv,audit} # no encodings of the C library: Java has its own
for package in busybox-static libc6 libgcc-s1 libstdc++6; do
  mkdir -p "$root/base/usr/share/doc/$package"
  cp -L "$root/unpacked/usr/share/doc/$package/copyright" "$root/base/usr/share/doc/$package/" 2>/dev/null || true
done
cp "$(find "$root/unpacked" -name busybox -type f -perm -100)" "$root/base/usr/bin/busybox"
for tool in sh cat cksum cp date echo env find locale ls mkdir mv readlink rm sleep sort stty touch tr xargs; do
  ln -s busybox "$root/base/usr/bin/$tool"
done
printf 'root:x:0:0:root:/:/bin/sh\nnobody:x:65534:65534:nobody:/tmp:/bin/sh\n' >"$root/base/etc/passwd"
printf 'root:x:0:\nnogroup:x:65534:\n' >"$root/base/etc/group"
printf 'hosts: files dns\n' >"$root/base/etc/nsswitch.conf"

cp -a "$stage/." "$root/program/opt/upserter"
add_sql "$root/program/opt/upserter"
rm -rf "$root/program/opt/upserter/share"
mkdir -p "$root/program/usr/bin"
ln -s ../../opt/upserter/upserter "$root/program/usr/bin/upserter"
manifest "$root/program/opt/upserter"
even "$root/base" "$root/program"
chmod 1777 "$root/base/tmp"

pack "$root/base.tar" "$root/base" --exclude=./data --exclude=./state .
tar --append --file "$root/base.tar" --directory "$root/base" --format=gnu --mtime="@$SOURCE_DATE_EPOCH" --owner=65534 --group=65534 \
  --numeric-owner ./data ./state
pack "$root/program.tar" "$root/program" .

blob() { # file: puts it in its place, prints digest and size
  local sum
  sum=$(sha256sum "$1" | cut -d' ' -f1)
  cp "$1" "$layout/blobs/sha256/$sum"
  echo "$sum $(wc -c <"$1" | tr -d ' ')"
}
layers='' diffs='' history=''
for layer in base program; do
  diffs="$diffs${diffs:+, }\"sha256:$(sha256sum "$root/$layer.tar" | cut -d' ' -f1)\""
  gzip -"$level" -n "$root/$layer.tar"
  read -r sum size <<<"$(blob "$root/$layer.tar.gz")"
  layers="$layers${layers:+, }{\"mediaType\": \"application/vnd.oci.image.layer.v1.tar+gzip\", \"digest\": \"sha256:$sum\", \"size\": $size}"
  history="$history${history:+, }{\"created\": \"$(at +%Y-%m-%dT%H:%M:%SZ)\", \"created_by\": \"packaging/build.sh image ($layer)\"}"
done
cat >"$root/config.json" <<JSON
{"created": "$(at +%Y-%m-%dT%H:%M:%SZ)", "architecture": "$oci_arch", "os": "linux",
 "config": {"User": "65534:65534", "Entrypoint": ["upserter"], "Cmd": ["--help"], "WorkingDir": "/data", "Volumes": {"/data": {}, "/state": {}},
  "Env": ["PATH=/usr/bin:/bin", "HOME=/tmp", "LC_ALL=C.UTF-8", "UPSERTER_STATE=/state"],
  "Labels": {"org.opencontainers.image.title": "Customer Upserter", "org.opencontainers.image.description": "$summary",
   "org.opencontainers.image.version": "$version", "org.opencontainers.image.revision": "$commit",
   "org.opencontainers.image.licenses": "Apache-2.0"}},
 "rootfs": {"type": "layers", "diff_ids": [$diffs]}, "history": [$history]}
JSON
read -r sum size <<<"$(blob "$root/config.json")"
cat >"$root/manifest.json" <<JSON
{"schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json",
 "config": {"mediaType": "application/vnd.oci.image.config.v1+json", "digest": "sha256:$sum", "size": $size}, "layers": [$layers]}
JSON
read -r sum size <<<"$(blob "$root/manifest.json")"
cat >"$layout/index.json" <<JSON
{"schemaVersion": 2, "mediaType": "application/vnd.oci.image.index.v1+json", "manifests": [
 {"mediaType": "application/vnd.oci.image.manifest.v1+json", "digest": "sha256:$sum", "size": $size,
  "platform": {"architecture": "$oci_arch", "os": "linux"}, "annotations": {"org.opencontainers.image.ref.name": "$version"}}]}
JSON
echo '{"imageLayoutVersion": "1.0.0"}' >"$layout/oci-layout"
even "$layout"
pack "$dist/$name-image.tar" "$layout" oci-layout index.json blobs
