package dev.domovoi.around;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/// The package of `deploy/openwrt` as its Makefile installs it below a folder, and beside it what OpenWrt would bring:
/// busybox and nothing else, and a stand-in for uci.
record RouterPackage(Path root) {
    private static final Path SHIPPED = Path.of("deploy/openwrt").toAbsolutePath();
    private static final Path STAND_INS = Path.of("src/test/resources/router").toAbsolutePath();

    static RouterPackage install(Path root) throws IOException, InterruptedException {
        Path build = Files.createDirectories(root.resolve("build"));
        Files.writeString(build.resolve("rules.mk"), """
                INSTALL_DIR=install -d
                INSTALL_BIN=install -m0755
                INSTALL_CONF=install -m0600
                INSTALL_DATA=install -m0644
                """);
        Files.writeString(build.resolve("package.mk"), """
                define BuildPackage
                into:
                	$(call Package/$(1)/install,$(INTO))
                endef
                """);
        List<String> arguments = List.of("TOPDIR=" + build, "INCLUDE_DIR=" + build, "INTO=" + root, "into");
        Tool.run(SHIPPED, "make", arguments.toArray(String[]::new)).orFail();
        RouterPackage installed = new RouterPackage(root);
        installed.bringBusybox();
        for (String folder : List.of("tmp", "var/run", "etc/domovoi")) {
            Files.createDirectories(root.resolve(folder));
        }
        Files.writeString(root.resolve("uci"), "");
        return installed;
    }

    /// What the package itself holds.
    List<Path> files() throws IOException {
        try (Stream<Path> etc = Files.walk(root.resolve("etc"));
                Stream<Path> usr = Files.walk(root.resolve("usr"))) {
            return Stream.concat(etc, usr).filter(Files::isRegularFile).toList();
        }
    }

    Path program() {
        return root.resolve("usr/bin/domovoi-router");
    }

    Path share(String name) {
        return root.resolve("usr/lib/domovoi").resolve(name);
    }

    /// Where its own files are while it runs.
    Path run(String name) {
        return root.resolve("var/run/domovoi").resolve(name);
    }

    /// In front of the PATH.
    Path tools() {
        return root.resolve("bin");
    }

    private void bringBusybox() throws IOException, InterruptedException {
        Files.createDirectories(tools());
        Path busybox = Tool.find("busybox");
        for (String applet :
                Tool.run(root, "busybox", "--list").orFail().output().split("\n", -1)) {
            // ip is iproute2's: busybox's cannot be told a namespace
            if (!applet.isBlank() && !List.of("ip", "busybox").contains(applet)) {
                Files.createSymbolicLink(tools().resolve(applet), busybox);
            }
        }
        Path uci = tools().resolve("uci");
        Files.copy(STAND_INS.resolve("uci"), uci);
        Files.setPosixFilePermissions(uci, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
