#!/bin/sh
# A home of network namespaces inside the namespaces it is started in: three hosts at the router's bridge (two clients and
# the hub, where the broker is) and one in the internet. Says "ready" and stays.
set -e
mount -t tmpfs none /run
mkdir /run/netns
for host in lan1 lan2 hub router wan; do
	ip netns add $host
	ip -n $host link set lo up
done
router="ip -n router"
$router link add br-lan address 02:00:00:00:00:01 type bridge
$router link set br-lan up
$router addr add 192.168.1.1/24 dev br-lan
$router addr add fd00:1::1/64 dev br-lan nodad
last=1
for host in lan1 lan2 hub; do
	last=$((last + 1))
	$router link add $host type veth peer name eth0 netns $host
	$router link set $host master br-lan up
	ip -n $host link set eth0 address 02:00:00:00:00:0$last up
	ip -n $host addr add 192.168.1.$last/24 dev eth0
	ip -n $host addr add fd00:1::$last/64 dev eth0 nodad
	ip -n $host route add default via 192.168.1.1
	ip -n $host -6 route add default via fd00:1::1
done
$router link add wan type veth peer name eth0 netns wan
$router link set wan up
$router addr add 203.0.113.1/24 dev wan
$router -6 addr add fd00:9::1/64 dev wan nodad
$router route add default via 203.0.113.9
ip -n wan link set eth0 up
ip -n wan addr add 203.0.113.9/24 dev eth0
ip -n wan addr add fd00:9::9/64 dev eth0 nodad
ip -n wan -6 route add default via fd00:9::1
ip netns exec router sh -c 'echo 1 >/proc/sys/net/ipv4/ip_forward
	echo 1 >/proc/sys/net/ipv6/conf/all/forwarding
	echo 1 >/proc/sys/net/netfilter/nf_conntrack_acct'
# as the firewall of OpenWrt has it: what is established goes first, and nothing new comes in but to a forwarded port
ip netns exec router nft -f - <<-N
	table inet fw4 {
		chain forward {
			type filter hook forward priority 0
			ct state vmap { established : accept, related : accept }
			iifname "wan" ct status dnat accept
			iifname "wan" drop
		}
		chain outwards {
			type nat hook postrouting priority 100
			oifname "wan" meta nfproto ipv4 masquerade
		}
		chain inwards {
			type nat hook prerouting priority -100
			iifname "wan" tcp dport 8080 dnat ip to 192.168.1.3:80
		}
	}
N
echo ready
exec sleep 600
