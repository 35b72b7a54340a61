# A command in hexadecimal digits: its five words if it is exactly one, else nothing.
BEGIN {
	for (i = 32; i < 127; i++) letter[sprintf("%02x", i)] = sprintf("%c", i)
}
function isnumber(n, most) { return length(n) <= most && n ~ /^(0|[1-9][0-9]*)$/ }
{
	if (length($1) > 256 || NF != 1) exit
	for (i = 1; i < length($1); i += 2) {
		if (!(substr($1, i, 2) in letter)) exit
		text = text letter[substr($1, i, 2)]
	}
	if (split(text, w, " ") != 5 || text != w[1] " " w[2] " " w[3] " " w[4] " " w[5]) exit
	mac = tolower(w[3])
	ismac = length(mac) == 17 && mac ~ /^[0-9a-f][0-9a-f](:[0-9a-f][0-9a-f])+$/
	if (w[2] == "quarantine" ? !ismac : w[2] == "release" ? !ismac && mac != "-" : w[2] != "list" || mac != "-") exit
	if (!isnumber(w[1], 15) || w[1] == 0 || !isnumber(w[4], 9) || !isnumber(w[5], 11)) exit
	print w[1], w[2], mac, w[4], w[5]
	exit
}
