package dev.domovoi.around;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.domovoi.app.bus.RealMosquitto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A real Mosquitto with the shipped configuration and access list lets each kind of user do what is its own, and no
/// more.
@Timeout(120)
final class AccessListTest {
    private static final Path SHIPPED = Path.of("deploy/mosquitto");
    private static final String PASSWORD = "correct-horse";

    @TempDir
    Path folder;

    private List<RealMosquitto> broker = List.of();

    @BeforeEach
    void startTheShippedBroker() throws Exception {
        Tool.find("mosquitto");
        Files.createDirectories(folder.resolve("data"));
        Files.copy(SHIPPED.resolve("acl"), folder.resolve("acl"));
        Files.createFile(folder.resolve("passwords"));
        for (String user : List.of(
                "domovoi",
                "homeassistant",
                "approver",
                "openwrt",
                "zigbee2mqtt",
                "kettle",
                "shellyplug-s-C18B12",
                "shellyplus1pm-a8032abe54dc")) {
            Tool.run(folder, "mosquitto_passwd", "-b", "passwords", user, PASSWORD)
                    .orFail();
        }
        String shipped = Files.readString(SHIPPED.resolve("mosquitto.conf"));
        String configuration = shipped.replace("/mosquitto/secrets/", folder + "/")
                        .replace("/mosquitto/config/", folder + "/")
                        .replace("/mosquitto/data/", folder + "/data/")
                + "user " + System.getProperty("user.name") + "\n";
        broker = List.of(RealMosquitto.configuredAs(
                        folder, port -> configuration.replace("listener 1883\n", "listener " + port + " 127.0.0.1\n"))
                .start());
    }

    @AfterEach
    void stop() {
        broker.forEach(RealMosquitto::close);
    }

    @Test
    void nobodyComesInWithoutAPassword() throws Exception {
        assertNotEquals(0, publish(List.of(), "domovoi/command/pause").code());
        assertNotEquals(
                0,
                publish(List.of("-u", "domovoi", "-P", "wrong"), "tele/a/STATE").code());
    }

    @Test
    void agentsSayTheirOwnWordsAndCommandDevices() throws Exception {
        assertMay(
                "domovoi",
                "domovoi/agent/pi4/status",
                "domovoi/score/kettle",
                "domovoi/incident/i-1",
                "domovoi/decision",
                "domovoi/state/domovoi_kettle_0123456789",
                "domovoi/report",
                "domovoi/report/week",
                "homeassistant/device/domovoi/domovoi_agent/config",
                "domovoi/node/pi4/vitals",
                "domovoi/router/openwrt/command",
                "cmnd/kettle/POWER",
                "shellies/shellyplug-s-C18B12/relay/0/command",
                "shellies/shellyplug-s-C18B12/command",
                "shellyplus1pm-a8032abe54dc/rpc",
                "zigbee2mqtt/heater/set",
                "zigbee2mqtt/cellar/heater/set",
                "node1/switch/relay/command",
                "obk1/1/set",
                "obk1/1/get",
                "tapo/lamp/status");
        assertMayNot(
                "domovoi",
                "domovoi/command/resume",
                "domovoi/command/approve/i-1",
                "tele/kettle/SENSOR",
                "stat/kettle/POWER",
                "zigbee2mqtt/heater",
                "collectd/openwrt/load/load",
                "domovoi/router/openwrt/flows");
    }

    @Test
    void aPlugSpeaksForItselfOnly() throws Exception {
        assertMay("kettle", "tele/kettle/SENSOR", "tele/kettle/LWT", "stat/kettle/RESULT");
        assertMay("shellyplug-s-C18B12", "shellies/shellyplug-s-C18B12/relay/0/power", "shellies/announce");
        assertMay(
                "shellyplus1pm-a8032abe54dc",
                "shellyplus1pm-a8032abe54dc/online",
                "shellyplus1pm-a8032abe54dc/status/switch:0",
                "shellyplus1pm-a8032abe54dc/events/rpc",
                "domovoi/rpc");
        for (String plug : List.of("kettle", "shellyplug-s-C18B12", "shellyplus1pm-a8032abe54dc")) {
            assertMayNot(
                    plug,
                    "tele/heater/SENSOR",
                    "cmnd/heater/POWER",
                    "shellies/shellyplug-s-FFFFFF/relay/0",
                    "shellies/shellyplug-s-FFFFFF/relay/0/command",
                    "shellyplus1pm-ffffffffffff/events/rpc",
                    "shellyplus1pm-ffffffffffff/rpc",
                    "zigbee2mqtt/heater/set",
                    "tasmota/discovery/A1B2C3D4E5F6/config",
                    "homeassistant/sensor/x/config",
                    "domovoi/command/pause",
                    "domovoi/command/resume",
                    "domovoi/command/approve/i-1",
                    "domovoi/trigger/x",
                    "domovoi/decision",
                    "domovoi/node/pi4/vitals",
                    "domovoi/router/kettle/flows",
                    "domovoi/router/openwrt/command",
                    "collectd/kettle/load/load");
        }
    }

    @Test
    void peopleHoldDomovoiBackButOnlyWhoIsListedLetsItDoMore() throws Exception {
        assertMay(
                "homeassistant",
                "domovoi/command/pause",
                "domovoi/command/deny/i-1",
                "domovoi/command/feedback/i-1",
                "domovoi/trigger/bedtime",
                "cmnd/kettle/POWER",
                "zigbee2mqtt/heater/set");
        assertMayNot(
                "homeassistant",
                "domovoi/command/resume",
                "domovoi/command/paused",
                "domovoi/command/approve/i-1",
                "domovoi/agent/pi4/status",
                "domovoi/node/pi4/vitals",
                "domovoi/router/openwrt/command",
                "tele/kettle/SENSOR");
        assertMay(
                "approver",
                "domovoi/command/resume",
                "domovoi/command/paused",
                "domovoi/command/approve/i-1",
                "domovoi/command/pause");
        assertMayNot("approver", "cmnd/kettle/POWER", "domovoi/decision");
    }

    @Test
    void routersAndBridgesHaveTopicsOfTheirOwn() throws Exception {
        assertMay(
                "openwrt",
                "collectd/openwrt/interface-br-lan/if_octets",
                "domovoi/router/openwrt/flows",
                "domovoi/router/openwrt/ack");
        assertMayNot(
                "openwrt",
                "collectd/other/load/load",
                "domovoi/router/other/flows",
                "domovoi/router/openwrt/command",
                "domovoi/command/pause",
                "cmnd/kettle/POWER");
        assertMay("zigbee2mqtt", "zigbee2mqtt/heater", "zigbee2mqtt/bridge/state", "homeassistant/switch/0x1/config");
        assertMayNot("zigbee2mqtt", "tele/kettle/SENSOR", "domovoi/command/pause");
    }

    @Test
    void aPlugHearsItsOwnCommandsAndNothingOfTheHome() throws Exception {
        retain("domovoi", "domovoi/decision", "secret");
        retain("zigbee2mqtt", "zigbee2mqtt/heater", "secret");
        retain("domovoi", "cmnd/heater/POWER", "secret");
        retain("domovoi", "cmnd/kettle/POWER", "mine");
        assertEquals(
                "mine",
                first("kettle", "domovoi/decision", "zigbee2mqtt/heater", "cmnd/heater/POWER", "cmnd/kettle/POWER"));
        assertEquals("secret", first("domovoi", "zigbee2mqtt/heater"), "but an agent does");
    }

    private void assertMay(String user, String... topics) throws Exception {
        assertEquals(List.of(), refused(user, topics), "refused to " + user);
    }

    private void assertMayNot(String user, String... topics) throws Exception {
        assertEquals(List.of(topics), refused(user, topics), "of these, refused to " + user);
    }

    private List<String> refused(String user, String... topics) throws Exception {
        List<String> refused = new ArrayList<>();
        for (String topic : topics) {
            Tool.Ran ran = publish(List.of("-u", user, "-P", PASSWORD), topic).orFail();
            if (ran.output().contains("Not authorized")) {
                refused.add(topic);
            } else {
                // at QoS 1 of MQTT 5 the broker also says that nobody has subscribed, which is fine
                assertFalse(ran.output().contains("failed"), ran.output());
            }
        }
        return refused;
    }

    private void retain(String user, String topic, String payload) throws Exception {
        List<String> arguments = client(List.of("-u", user, "-P", PASSWORD));
        arguments.addAll(List.of("-q", "1", "-r", "-t", topic, "-m", payload));
        Tool.run(folder, "mosquitto_pub", arguments.toArray(String[]::new)).orFail();
    }

    /// The first message that comes of these topics, which the broker answers in their order.
    private String first(String user, String... topics) throws Exception {
        List<String> arguments = client(List.of("-u", user, "-P", PASSWORD));
        arguments.addAll(List.of("-q", "1", "-C", "1", "-W", "20"));
        for (String topic : topics) {
            arguments.addAll(List.of("-t", topic));
        }
        return Tool.run(folder, "mosquitto_sub", arguments.toArray(String[]::new))
                .orFail()
                .output()
                .strip();
    }

    private Tool.Ran publish(List<String> credentials, String topic) throws IOException, InterruptedException {
        List<String> arguments = client(credentials);
        arguments.addAll(List.of("-V", "mqttv5", "-q", "1", "-t", topic, "-m", "x"));
        return Tool.run(folder, "mosquitto_pub", arguments.toArray(String[]::new));
    }

    private List<String> client(List<String> credentials) {
        String port = Integer.toString(broker.getFirst().port());
        List<String> arguments = new ArrayList<>(List.of("-h", "127.0.0.1", "-p", port));
        arguments.addAll(credentials);
        return arguments;
    }
}
