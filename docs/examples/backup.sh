#!/usr/bin/env bash
# Copies what cannot be made again of a home folder: backup.sh HOME TARGET. A second run copies what is new since then.
set -euo pipefail
home=$1 target=$2
mkdir -p "$target"/{archive,snapshots,runs}

exec 9<"$home/lock" # every command that writes holds this lock; readers and the site do not need it
flock 9

copy() { # one file, whole or not at all, where it is not there as it is
	[ "$home/$1" -nt "$target/$1" ] || return 0
	cp --preserve=timestamps,mode "$home/$1" "$target/copying"
	mv "$target/copying" "$target/$1"
}

for folder in archive runs snapshots; do
	for file in "$home/$folder"/*; do
		if [ -f "$file" ]; then copy "$folder/${file##*/}"; fi
	done
	for file in "$target/$folder"/*; do # what was forgotten or pruned goes from the copy too
		if [ ! -e "$home/$folder/${file##*/}" ]; then rm -f "$file"; fi
	done
done
for name in frontier captures reported; do # databases that others may have open
	[ ! -e "$home/$name.sqlite" ] || python3 - "$home/$name.sqlite" "$target/$name.sqlite" <<-'PYTHON'
		import sqlite3, sys
		source, copy = map(sqlite3.connect, sys.argv[1:])
		source.backup(copy)
	PYTHON
done
for name in forgotten.csv corrections.yaml people.yaml snapshots.json current format.json; do
	if [ -e "$home/$name" ]; then copy "$name"; else rm -f "$target/$name"; fi
done
