package dev.bivouac.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bivouac.cli.doctor.CallCheck;
import dev.bivouac.cli.doctor.Check;
import dev.bivouac.cli.doctor.DatabaseCheck;
import dev.bivouac.cli.doctor.Examination;
import dev.bivouac.cli.doctor.Finding;
import dev.bivouac.cli.doctor.Finding.Level;
import dev.bivouac.cli.doctor.JavaCheck;
import dev.bivouac.cli.doctor.ProviderCheck;
import dev.bivouac.cli.doctor.ProviderCheck.KeyState;
import dev.bivouac.cli.doctor.ProxyCheck;
import dev.bivouac.cli.doctor.StoreCheck;
import dev.bivouac.cli.doctor.TerminalCheck;
import dev.bivouac.journal.Journal;
import dev.bivouac.journal.RunHead;
import dev.bivouac.kimi.Catalogue;
import dev.bivouac.kimi.Provider;
import dev.bivouac.kimi.TrialCall;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Looks whether a run would work here. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Looks whether a run would work here, line by line, and says what to do where not.",
      "Asks the provider for its models and the search for one word; spends no tokens",
      "and no money but for --call.",
      "Say the flags of a run to ask about that setup. Exit code 0 if nothing fails, else 1."
    },
    footer = {
      "",
      "Examples:",
      "  bivouac doctor",
      "  bivouac doctor --provider openrouter --model moonshotai/kimi-k2-thinking",
      "  bivouac doctor --call                   one real call: a cent or so",
      "  bivouac doctor --offline --json"
    })
final class DoctorCommand implements Callable<Integer> {
  private static final Duration BOUND = Duration.ofSeconds(12);
  private static final Duration BOUND_OF_CALL = Duration.ofSeconds(90);
  private static final int INDENT = 16;
  private static final int WIDTH = 79;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Surroundings around;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ModelOptions model = new ModelOptions();
  @Mixin private StoreOptions store = new StoreOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  @Option(
      names = "--call",
      description = {
        "Also make one small call of the model with a tool, and tell what came of reasoning, ids"
            + " and usage; and one of Moonshot's own search if that is chosen. It costs some hundred tokens, at most "
            + TrialCall.MAX_TOKENS
            + " out, which are 3 cents at 15 USD a million."
      })
  private boolean call;

  DoctorCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    Config config = Config.load(around);
    var checks = new ArrayList<Check>();
    checks.add(new JavaCheck(Version.text()));
    checks.add(store(config));
    Catalogue providers = Catalogue.bundled();
    try {
      providers = config.providers();
      own(providers).ifPresent(checks::add);
    } catch (RefusedException e) {
      checks.add(told("providers", String.valueOf(e.getMessage())));
    }
    checks.add(new SettingsCheck(config, Config.path(around), flags(), providers));
    List<Finding> findings;
    try (Probe probe = Wiring.probe(Setup.of(model, config, Map.of()), config, around)) {
      checks.addAll(ofSetup(probe, config));
      findings = look(checks);
    } catch (UsageException | RefusedException e) {
      checks.add(told("setup", String.valueOf(e.getMessage())));
      checks.addAll(ofThisMachine(URI.create("https://localhost")));
      findings = look(checks);
    }
    return tell(findings);
  }

  private Check store(Config config) {
    try {
      StorePlace place = store.place(around, config);
      return place.folder().isPresent()
          ? new StoreCheck(place.folder().get(), () -> runs(place))
          : new DatabaseCheck(place.toString(), () -> runs(place));
    } catch (UsageException e) {
      return told("store", String.valueOf(e.getMessage()));
    }
  }

  private List<Check> ofSetup(Probe probe, Config config) {
    var checks = new ArrayList<Check>();
    probe.setup().hosts().forEach(host -> checks.addAll(ofHost(probe, host, config)));
    checks.addAll(SearchChecks.of(probe, call));
    checks.add(new Said(Finding.ok("pages", pages(probe.setup().reach().allowPrivate()))));
    checks.addAll(ofThisMachine(probe.host(probe.setup().first()).baseUrl()));
    return checks;
  }

  private List<Check> ofHost(Probe probe, ModelHost host, Config config) {
    var checks = new ArrayList<Check>();
    Provider provider = probe.models().provider(host);
    provider
        .keyVariable()
        .filter(key -> !probe.models().hasKey(host) && provider.baseUrl().isPresent())
        .ifPresent(key ->
            checks.add(new Said(Finding.fail("key", key + " is not set", keyRemedy(key, config)))));
    checks.add(new ProviderCheck(asked(probe, host, config), probe.host(host), around.clock()));
    if (call) {
      checks.add(new CallCheck(provider, host.model(), () -> probe.call(host)));
    }
    return checks;
  }

  private static ProviderCheck.Asked asked(Probe probe, ModelHost host, Config config) {
    Provider provider = probe.models().provider(host);
    KeyState key =
        probe.setup().rehearsed()
            ? new KeyState.NoneNeeded()
            : probe.models().hasKey(host)
                ? new KeyState.Sent()
                : provider.baseUrl().isPresent()
                    ? new KeyState.NoneNeeded()
                    : provider
                        .keyVariable()
                        .<KeyState>map(name -> new KeyState.NotSet(name, keyRemedy(name, config)))
                        .orElseGet(KeyState.NoneNeeded::new);
    return new ProviderCheck.Asked(provider, host.model(), key);
  }

  /** Where the entries of the user's own file send what. */
  private Optional<Check> own(Catalogue providers) {
    List<String> told =
        providers.all().stream()
            .filter(provider ->
                Catalogue.bundled().named(provider.name()).filter(provider::equals).isEmpty())
            .map(DoctorCommand::told)
            .toList();
    return told.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Said(
                Finding.ok(
                    "providers",
                    "%s: %s".formatted(Config.ownProviders(around), String.join("; ", told)))));
  }

  private static String told(Provider provider) {
    return "%s at %s, %s"
        .formatted(
            provider.name(),
            provider.baseUrl().orElse("the address of --base-url"),
            provider.keyVariable().map(key -> "with " + key).orElse("no key is sent"));
  }

  /** Whoever has a key for another provider has most likely only not named that one. */
  private static String keyRemedy(String key, Config config) {
    return config.providers().all().stream()
        .filter(other -> other.keyVariable().flatMap(config::get).isPresent())
        .findFirst()
        .map(other ->
            "%s is set: add --provider %s, or `bivouac config set BIVOUAC_PROVIDER %s`."
                .formatted(other.keyVariable().orElseThrow(), other.name(), other.name()))
        .orElseGet(
            () -> "`bivouac config set %s` asks for it; --offline needs none.".formatted(key));
  }

  private static String pages(List<String> allowed) {
    return allowed.isEmpty()
        ? "fetch_article reads public addresses only"
        : "fetch_article reads public addresses, and " + String.join(", ", allowed);
  }

  private List<Check> ofThisMachine(URI address) {
    return List.of(
        new ProxyCheck(around.environment(), System.getProperties(), address),
        new TerminalCheck(around.environment(), around.isTerminal(Streams.Standard.ERR)));
  }

  private List<Finding> look(List<Check> checks) {
    return new Examination(checks, call ? BOUND_OF_CALL : BOUND)
        .make(output.json ? finding -> {} : this::print);
  }

  private int tell(List<Finding> findings) {
    long failed = count(findings, Level.FAIL);
    long warned = count(findings, Level.WARN);
    if (output.json) {
      around.printJson(document(findings, failed));
    } else {
      around.print("");
      around.print(
          failed > 0
              ? "Failed: %d of %d. A run would not work as it is set up."
                  .formatted(failed, findings.size())
              : warned > 0 ? "Nothing fails; %d to look at.".formatted(warned) : "All is well.");
    }
    return failed > 0 ? ExitCode.FAILED : ExitCode.COMPLETED;
  }

  private void print(Finding finding) {
    String level = finding.level().name().toLowerCase(Locale.ROOT);
    paragraph("%-4s  %-9s ".formatted(level, finding.about()), finding.text());
    finding.remedy().ifPresent(remedy -> paragraph(" ".repeat(INDENT), remedy));
  }

  /** Broken into lines where people read; programs get it in one. */
  private void paragraph(String head, String text) {
    String rest = SafeText.line(text, 600);
    String start = head;
    int room = around.isTerminal(Streams.Standard.OUT) ? WIDTH - INDENT : Integer.MAX_VALUE;
    while (rest.length() > room && rest.indexOf(' ') > 0) {
      int blank = rest.lastIndexOf(' ', room);
      int end = blank > 0 ? blank : rest.indexOf(' ');
      around.print(start + rest.substring(0, end));
      rest = rest.substring(end + 1);
      start = " ".repeat(INDENT);
    }
    around.print(start + rest);
  }

  private static String document(List<Finding> findings, long failed) {
    var document = JSON.createObjectNode().put("ok", failed == 0);
    var array = document.putArray("findings");
    for (Finding finding : findings) {
      array
          .addObject()
          .put("level", finding.level().name().toLowerCase(Locale.ROOT))
          .put("about", finding.about())
          .put("text", finding.text())
          .put("remedy", finding.remedy().orElse(null));
    }
    return document.toPrettyString();
  }

  private static long count(List<Finding> findings, Level level) {
    return findings.stream().filter(finding -> finding.level() == level).count();
  }

  private List<RunHead> runs(StorePlace place) {
    try (Journal journal = Wiring.open(place, around)) {
      return journal.list();
    }
  }

  /** What was said on the command line. */
  private Map<String, String> flags() {
    var flags = new TreeMap<String, String>();
    for (OptionSpec option : spec.options()) {
      if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
        Object value = option.getValue();
        flags.put(option.longestName(), String.valueOf(value));
      }
    }
    return flags;
  }

  static Check told(String about, String problem) {
    return new Said(Finding.fail(about, problem.replace('\n', ' '), ""));
  }

  /** Nothing to look for: it is known already. */
  private record Said(Finding finding) implements Check {
    @Override
    public String about() {
      return finding.about();
    }

    @Override
    public List<Finding> look() {
      return List.of(finding);
    }
  }
}
