package dev.domovoi.app.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/// The version of this build, from the file that the build fills in.
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
        Properties build = new Properties();
        try (InputStream file = Version.class.getResourceAsStream("/domovoi.properties")) {
            build.load(file);
        }
        return new String[] {"domovoi " + build.getProperty("version") + " (Java " + Runtime.version() + ")"};
    }
}
