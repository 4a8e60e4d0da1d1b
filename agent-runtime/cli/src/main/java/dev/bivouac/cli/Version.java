package dev.bivouac.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** Name and version of this program. */
public final class Version implements IVersionProvider {
  /** As it is journaled with every run. */
  static String text() {
    String version =
        Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
            .orElse("development");
    return "bivouac " + version;
  }

  @Override
  public String[] getVersion() {
    return new String[] {
      text(), "Java " + Runtime.version() + ", " + System.getProperty("os.name")
    };
  }
}
