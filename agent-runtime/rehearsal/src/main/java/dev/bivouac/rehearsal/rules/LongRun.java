package dev.bivouac.rehearsal.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Keeps calling for as many steps as the goal says, each time something else, then sums up. */
final class LongRun {
  static final String LABEL = "Rehearsal steps";

  private static final int MOST_STEPS = 5000;
  private static final List<String> ZONES =
      """
      UTC Europe/Paris Asia/Tokyo America/New_York Africa/Nairobi Australia/Sydney Asia/Kolkata \
      America/Sao_Paulo Pacific/Auckland Europe/London Europe/Berlin Europe/Madrid Europe/Rome \
      Europe/Athens Europe/Helsinki Europe/Istanbul Africa/Cairo Africa/Lagos Africa/Johannesburg \
      Africa/Casablanca Asia/Dubai Asia/Karachi Asia/Kathmandu Asia/Dhaka Asia/Bangkok Asia/Jakarta \
      Asia/Shanghai Asia/Singapore Asia/Seoul Asia/Manila Australia/Perth Australia/Darwin \
      Australia/Adelaide Australia/Brisbane Pacific/Fiji Pacific/Honolulu Pacific/Tongatapu \
      Pacific/Apia America/Anchorage America/Los_Angeles America/Denver America/Chicago \
      America/Halifax America/St_Johns America/Bogota America/Lima America/Caracas America/Santiago \
      America/Mexico_City Atlantic/Azores Atlantic/Reykjavik Asia/Tehran Asia/Kabul Asia/Yangon \
      Asia/Colombo Asia/Tashkent Asia/Almaty Asia/Yakutsk Asia/Vladivostok Indian/Maldives\
      """
          .lines()
          .flatMap(line -> Arrays.stream(line.strip().split(" ", -1)))
          .toList();
  private static final List<String> WORDS =
      List.of(
          "tides",
          "time",
          "energy",
          "privacy",
          "space",
          "health",
          "climate",
          "money",
          "internet",
          "sleep",
          "ocean",
          "vaccines",
          "satellites",
          "maps",
          "batteries",
          "languages",
          "light");

  private final Conversation conversation;

  private LongRun(Conversation conversation) {
    this.conversation = conversation;
  }

  static Reply next(Conversation conversation) {
    int wanted = conversation.goal().line(LABEL).flatMap(Goal::number).orElse(1);
    wanted = Math.clamp(wanted, 1, MOST_STEPS);
    var run = new LongRun(conversation);
    int step = conversation.steps();
    List<Reply.Call> calls = step < wanted ? run.calls(step) : List.of();
    if (calls.isEmpty()) {
      return Reply.saying("The steps asked for are made.", run.summary());
    }
    String reasoning =
        step % 5 == 3 ? "" : "Step %d of %d: %d to call.".formatted(step + 1, wanted, calls.size());
    return Reply.asking(reasoning, calls);
  }

  private List<Reply.Call> calls(int step) {
    var calls = new ArrayList<Reply.Call>();
    switch (step % 5) {
      case 0 -> search(step, calls);
      case 1, 2 -> fetch(step, 1, calls);
      case 3 -> {
        date(step, calls);
        search(step, calls);
      }
      default -> fetch(step, 2, calls);
    }
    if (calls.isEmpty()) {
      date(step, calls);
    }
    if (calls.isEmpty()) {
      search(step, calls);
    }
    return calls;
  }

  private void date(int step, List<Reply.Call> calls) {
    conversation
        .dateTool()
        .ifPresent(tool -> calls.add(tool.date(ZONES.get(step / 5 % ZONES.size()))));
  }

  private void search(int step, List<Reply.Call> calls) {
    int count = WORDS.size();
    String pair = WORDS.get(step % count) + " " + WORDS.get((step / count + 5) % count);
    int round = step / (count * count);
    String words = round == 0 ? pair : pair + " " + WORDS.get((round + 2) % count);
    conversation
        .searchTool()
        .ifPresent(tool -> calls.add(tool.search(words, conversation.goal(), true)));
  }

  private void fetch(int step, int count, List<Reply.Call> calls) {
    List<String> found = found();
    if (conversation.fetchTool().isEmpty() || found.isEmpty()) {
      return;
    }
    Tool tool = conversation.fetchTool().get();
    int before = conversation.with(tool).size();
    for (int at = 0; at < Math.min(count, found.size()); at++) {
      String address = found.get((before + at) % found.size());
      // The same page under another address, so that no call is made twice.
      boolean again = before + at >= found.size();
      String mark = (address.contains("?") ? "&" : "?") + "rehearsal-step=" + (step + 1);
      calls.add(tool.fetch(again ? address + mark : address));
    }
  }

  private List<String> found() {
    Set<String> addresses = new LinkedHashSet<>();
    conversation.searchTool().stream()
        .flatMap(tool -> conversation.with(tool).stream())
        .filter(Exchange::succeeded)
        .forEach(search -> Hit.in(search.result()).forEach(hit -> addresses.add(hit.address())));
    return List.copyOf(addresses);
  }

  private String summary() {
    long failed = conversation.exchanges().stream().filter(it -> !it.succeeded()).count();
    var out = new StringBuilder("%d steps are made.\n\n".formatted(conversation.steps()));
    conversation.exchanges().stream()
        .map(Exchange::tool)
        .distinct()
        .forEach(name -> {
          long calls =
              conversation.exchanges().stream().filter(it -> it.tool().equals(name)).count();
          out.append("- ").append(name).append(": ").append(calls).append(" calls\n");
        });
    return out.append("- without a usable result: ").append(failed).append('\n').toString();
  }
}
