# dnsmasq's leases as one JSON object. A host name is whatever a client calls itself: hostile text.
function quoted(s,    i, c, r) {
	if (s == "" || s == "*") return "null"
	for (i = 1; i <= length(s) && i <= 63; i++) {
		c = substr(s, i, 1)
		r = r (c ~ /[\\"]/ ? "\\" c : c ~ /[ -~]/ ? c : "?")
	}
	return "\"" r "\""
}
$1 == "duid" { next }
$1 !~ /^[0-9]+$/ || length($1) > 12 || NF < 4 || $3 !~ /^[0-9a-f.:]+$/ || length($3) > 39 { unreadable++; next }
count >= 256 { next }
{
	hasmac = length($2) == 17 && $2 !~ /[^0-9a-f:]/
	if (!hasmac && $3 !~ /:/) { unreadable++; next } # of IPv6 the second word is no address
	rows = rows (count++ ? "," : "") "{\"expires\":" ($1 + 0 ? $1 + 0 "" : "null") ",\"mac\":" \
		(hasmac ? "\"" $2 "\"" : "null") ",\"ip\":\"" $3 "\",\"host\":" quoted($4) "}"
}
END {
	printf "{\"at\":\"%s\",\"leases\":[%s],\"unreadable\":%d}\n", at, rows, unreadable
}
