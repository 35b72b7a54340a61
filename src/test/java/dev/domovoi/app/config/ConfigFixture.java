package dev.domovoi.app.config;

/// A configuration file in which every key is set.
final class ConfigFixture {
    static final String YAML = """
            home: {name: Nest, zone: Europe/Berlin, contract_watts: 3450, presence: [people/anna, people/ben]}
            rules: {dir: my-rules}
            mqtt:
              url: mqtts://broker.lan:8884
              user: me
              password: s3cret
              ca: ca.pem
              cert: cert.pem
              key: key.pem
              subscribe: [plugs/+/state, more/#]
              prefix: ghost
              instance: cellar
              approvals: true
              queue: 200
            broker: {listen: 0.0.0.0, port: 2883, credentials: users}
            state: {dir: memory}
            mode: act
            alarm: {budget: 2/week}
            act:
              allow:
                - {action: off, device: heater}
              budgets: {plans: 7}
              cooldowns: {device: 20m, kind: 40m}
              lease: 2h
              hold: 90s
              approval: [shed, quarantine]
              approve_within: 30m
            devices:
              heater: {role: heater, name: Heater, room: bath, protected: true, rating: 2300, relay: "1", priority: 2.5, powers: [Lamp, dns, pi4]}
              lamp: {name: Lamp}
            maintenance:
              - {days: [sat, sun], from: "09:30", to: "11:00", devices: [heater, Lamp]}
              - {from: "23:00", to: "01:00"}
            web:
              listen: 127.0.0.1
              port: 8080
              token: 0123456789abcdef
              open_reading: true
              hosts: [domovoi.example.org, nest]
            dialects:
              zigbee2mqtt: {base: house/zigbee}
              generic:
                - topic: shed/{device}/state
                  readings:
                    - {pointer: /w, quantity: power, unit: mW, channel: left}
                    - {pointer: /t, quantity: temperature}
                  switch:
                    pointer: /relay
                    on: 1
                    off: 0
                    channel: left
                    command: shed/{device}/set
                    command_on: "go"
                    command_off: "stop"
                  availability: {pointer: /there, online: true, offline: false}
                - topic: shed/door
                  device: door
                  switch: {on: open, off: shut}
            prometheus:
              url: https://prometheus.lan/base/
              user: us
              password: pa55
              token: tok
              ca: metrics.pem
              weeks: 6
              series:
                - {metric: 'plug_watts{job="plugs"}', device_label: name, channel_label: socket}
                - {metric: plug_milliwatts, channel: "0", unit: mW}
              names: {heater: "192.168.1.5:80"}
            node: {name: pi4, root: /host, interval: 30s}
            notify:
              webhook:
                url: https://chat.example.org/hooks/1?key=2
                token: hooked
                template: '{"text":"${why}"}'
                headers: {X-Key: k1}
                header_files: {X-Other: "src/test/resources/other-header"}
                on: [opened, resolved]
                severity: critical
              ntfy: {url: "https://ntfy.sh/cellar", token: tk, on: [opened], severity: warning}
              alertmanager: {url: "http://alertmanager.lan:9093/", severity: warning}
            home_assistant: {discovery: false, prefix: hass}
            retention: {decisions: 90}
            cluster:
              lease: hearth
              namespace: home
              pod: hearth-7
              duration: 30s
              renew: 20s
              retry: 4s
              watch: false
            network:
              home: ["2001:db8:77::/48", 203.0.113.0/24]
              nlbwmon: counts/nlbwmon
            """;

    private ConfigFixture() {}
}
