# One pass over the connection table: flow records (JSON, one a line) on standard output, each entry's counters into the
# file `new`, totals into the file `totals`. Before each file among the arguments stands what it holds:
#   kind=home      `ip -o addr` of the LAN      kind=neigh   `ip neigh` of the LAN
#   kind=lease     dnsmasq's leases             kind=old     what the pass before wrote into `new`
#   kind=now       /proc/net/nf_conntrack
# Also set: at, now (epoch), zeroed (1 where a second reader is known).

# An address, IPv6 as the kernel writes it in /proc (ip and conntrack shorten it); nothing if it is none.
function full(a,    p, m, i, j, r) {
	if (a in seen) return seen[a]
	if (a ~ /^[0-9]+\.[0-9]+\.[0-9]+\.[0-9]+$/) return seen[a] = a
	r = a
	sub(/^::/, "0::", r); sub(/::$/, "::0", r)
	m = split(r, p, ":"); r = ""
	for (i = 1; i <= m; i++)
		if (p[i] == "") for (j = m; j <= 8; j++) r = r ":0000"
		else r = r ":" substr("0000" p[i], length(p[i]) + 1)
	return seen[a] = a ~ /^[0-9a-f:]+$/ && length(r) == 40 ? substr(r, 2) : ""
}
function value(p) { return ((p[1] * 256 + p[2]) * 256 + p[3]) * 256 + p[4] }
# Of IPv6 whole hexadecimal digits of the prefix, of IPv4 how many addresses and which such block.
function network(cidr,    p, q, i) {
	split(cidr, p, "/")
	if (cidr ~ /:/) {
		i = int(p[2] / 4)
		prefix[++nets] = substr(full(p[1]), 1, i + int((i - 1) / 4))
	} else {
		size[++sizes] = 1
		for (i = p[2]; i < 32; i++) size[sizes] *= 2 # not every busybox can raise to a power
		split(p[1], q, ".")
		block[sizes] = int(value(q) / size[sizes])
	}
}
# Link-local addresses are everywhere: only a neighbour in the LAN is at home.
function ishome(a,    i, p) {
	if (a in home) return home[a]
	home[a] = 0
	if (a in own) return 0
	if (a ~ /^fe[89ab]/) return home[a] = a in mac
	split(a, p, ".")
	for (i = 1; i <= nets; i++) if (index(a, prefix[i]) == 1) home[a] = 1
	if (a ~ /\./) for (i = 1; i <= sizes; i++) if (int(value(p) / size[i]) == block[i]) home[a] = 1
	return home[a]
}
function ismac(m) { return length(m) == 17 && m !~ /[^0-9a-f:]/ }

BEGIN {
	FS = "[ =]+"
	for (i = split("src dst sport dport bytes packets", w, " "); i; i--) slot[w[i]] = i
	for (i = split("type id srckey dstkey zone zone-orig zone-reply", w, " "); i; i--) slot[w[i]] = 7
	slot["[UNREPLIED]"] = 8
	slot["[OFFLOAD]"] = slot["[HW_OFFLOAD]"] = 9
	record = "{'at':'%s','client':'%s','mac':%s,'dst':'%s','proto':'%s','dport':%d,'first':%.0f,'last':%.0f,'conns':%d,'new':%d," \
		"'unreplied':%d,'inbound':%s,'tx_bytes':%.0f,'rx_bytes':%.0f,'tx_pkts':%.0f,'rx_pkts':%.0f,'valid':%s}\n"
	gsub(/'/, "\"", record)
	isfirst = 1
}

kind == "home" {
	for (i = 1; i < NF; i++) if ($i ~ /^inet6?$/) {
		split($(i + 1), p, "/")
		if (p[1] !~ /^fe[89ab]/) network($(i + 1))
		own[full(p[1])]
	}
}
kind == "neigh" { for (i = 2; i < NF; i++) if ($i == "lladdr" && ismac($(i + 1))) mac[full($1)] = $(i + 1) }
kind == "lease" && ismac($2) && !($3 in mac) { mac[$3] = $2 }
kind == "old" { if ($1 == "sticky") { sticky = $2; dropped = $3; isfirst = 0 } else old[$1] = $0 }
kind != "now" { next }

{
	lines++
	t = off = unreplied = 0
	x[12] = x[22] = x[13] = x[14] = x[15] = x[16] = x[23] = x[24] = x[25] = x[26] = id = ""
	for (i = 3; i <= NF; i++) if ($i in slot) {
		q = slot[$i]
		if (q < 7) { if (q == 1) t += 10; x[q + t] = $(++i) }
		else if (q == 7) id = id $(++i) "."
		else if (q == 8) unreplied = 1
		else off = 1
	}
	proto = $1 ~ /^ipv[46]$/ ? $3 : $1
	if (t != 20 || proto !~ /^[a-z0-9-]+$/ || (c = full(x[11])) == "" || (peer = full(x[12])) == "" || (from = full(x[21])) == "" || full(x[22]) == "" \
		|| (x[13] x[14] x[23] x[15] x[16] x[25] x[26]) ~ /[^0-9]/ || x[13] + 0 > 65535 || x[14] + 0 > 65535 || x[23] + 0 > 65535) {
		unreadable++
		next
	}
	offloaded += off
	counted = x[15] != "" && x[25] != ""
	uncounted += !counted
	b1 = x[15] + 0; b2 = x[25] + 0; n1 = x[16] + 0; n2 = x[26] + 0
	key = proto "," x[11] "," x[13] "," x[12] "," x[14] "," id
	isnew = !(key in old)
	if (isnew) was[2] = was[3] = was[4] = was[5] = 0
	else split(old[key], was, " ")
	since = isnew ? now : was[6]
	print key, b1, b2, n1, n2, since > new
	if (isfirst) next # what an entry had counted before we looked is no traffic of this while

	fell = counted && (b1 < was[2] + 0 || b2 < was[3] + 0)
	if (counted && was[2] + was[3] > 0) { known++; falls += fell }

	# the client is who began it, or whom it was led to from outside (DNAT, or IPv6 without any)
	port = x[14]; inbound = 0
	if (c in own) next
	if (!ishome(c)) {
		peer = c; c = from; port = x[23]; inbound = 1
		if (!ishome(c)) next
	}
	d1 = b1 - was[2]; d2 = b2 - was[3]; n1 -= was[4]; n2 -= was[5]
	if (!isnew && d1 + d2 == 0) next
	if (fell || !counted) d1 = d2 = n1 = n2 = 0
	r = c "," peer "," proto "," port + 0 "," (inbound ? "true" : "false")
	if (!(r in conns)) {
		if (records >= 4000) { dropped++; next }
		records++; first[r] = since
	}
	if (since + 0 < first[r] + 0) first[r] = since
	conns[r]++; begun[r] += isnew; mute[r] += unreplied
	sent[r] += inbound ? d2 : d1; got[r] += inbound ? d1 : d2
	sentn[r] += inbound ? n2 : n1; gotn[r] += inbound ? n1 : n2
	if (off || fell || !counted) lie[r]
}

END {
	# one entry that fell is a tuple used again, half of them is somebody who zeroes them; he will do so again
	if (zeroed + 0 || (falls && falls * 2 >= known)) sticky = 30
	else if (sticky + 0) sticky--
	print "sticky", sticky + 0, dropped + 0 > new
	for (r in conns) {
		split(r, p, ",")
		m = p[1] in mac ? "\"" mac[p[1]] "\"" : "null"
		v = sticky + 0 || r in lie ? "false" : "true"
		printf(record, at, p[1], m, p[2], p[3], p[4], first[r], now, conns[r], begun[r], mute[r], p[5], sent[r], got[r], sentn[r], gotn[r], v)
	}
	m = "'entries':%d,'unreadable':%d,'offloaded':%d,'uncounted':%d,'zeroing':%s,'records_dropped':%d\n"
	gsub(/'/, "\"", m)
	v = sticky + 0 ? "true" : "false"
	printf(m, lines, unreadable, offloaded, uncounted, v, dropped) > totals
}
