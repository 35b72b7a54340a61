#!/bin/sh
# What one look at N connections costs, all of which moved since the look before: CPU and peak memory, five times.
# sh src/test/resources/router/cost.sh 15000
set -eu
flows=$(realpath deploy/openwrt/files/flows.awk)
cd "$(mktemp -d)"
table() { # N MORE
	busybox awk -v n="$1" -v more="$2" 'BEGIN {
		for (i = 0; i < n; i++) {
			b = 1000 + i + more
			there = "9.9." i % 250 "." int(i / 250) % 250
			printf "ipv4     2 tcp      6 7439 ESTABLISHED src=192.168.1.%d dst=%s sport=%d dport=443 packets=%d bytes=%d " \
				"src=%s dst=203.0.113.1 sport=443 dport=%d packets=%d bytes=%d [ASSURED] mark=0 zone=0 use=2\n",
				int(i / 200) % 200 + 2, there, 1024 + i, b / 100, b, there, 1024 + i, b / 50, b * 2
		}
	}'
}
look() { # OLD TABLE
	busybox time -v busybox awk -v at=2026-01-01T00:00:00Z -v now=1000 -v zeroed=0 -v new=new -v totals=totals -f "$flows" \
		kind=home home kind=neigh neigh kind=lease /dev/null kind=old "$1" kind=now "$2" >records
}
echo '7: br-lan    inet 192.168.1.1/24 brd 192.168.1.255 scope global br-lan' >home
busybox awk 'BEGIN { for (i = 2; i < 202; i++) printf "192.168.1.%d lladdr 02:00:00:00:01:%02x REACHABLE\n", i, i }' >neigh
table "$1" 0 >before
table "$1" 700 >after
look /dev/null before 2>/dev/null
mv new old
for _ in 1 2 3 4 5; do
	# busybox takes the kernel's KiB for pages
	look old after 2>&1 | awk '/User|System/ { s += $NF } /Maximum/ { kib = $NF / 4 } END { print s " s, " kib " KiB" }'
done
echo "$(wc -l <records) records; $(cat totals)"
