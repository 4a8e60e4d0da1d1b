package dev.bivouac.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Texts that pages, tools and models could send and that must never do more than stand there: each
 * tries to steer a terminal, to break out of markup, or to run something in a browser. What runs
 * sets {@code document.title} to {@value #TRACE} or asks the given address for something.
 */
final class HostileMarkup {
  /** What is to be found nowhere but in text. */
  static final String TRACE = "owned";

  private static final String NOBODY = "http://127.0.0.1:9";

  private HostileMarkup() {}

  /** All of them, those that call home to an address where nobody listens. */
  static List<String> all() {
    return all(NOBODY);
  }

  /**
   * All of them.
   *
   * @param home the address that those call which can
   */
  static List<String> all(String home) {
    var texts = new ArrayList<String>();
    texts.addAll(terminals());
    texts.addAll(letters());
    texts.addAll(elements());
    texts.addAll(breakouts());
    texts.addAll(markdown());
    return texts.stream()
        .map(text -> text.replace("RUN", run()).replace("HOME", home))
        .collect(Collectors.toList());
  }

  private static String run() {
    return "document.title='" + TRACE + "';fetch('HOME/fetched')";
  }

  private static List<String> terminals() {
    return List.of(
        "\u001b[2J\u001b[H red \u001b[31m",
        "\u001b]0;title\u0007",
        "\u001b]8;;HOME/link\u001b\\click\u001b]8;;\u001b\\",
        "\u001b]52;c;b3duZWQ=\u0007",
        "\u001bP+q544e\u001b\\",
        "\u009b31m C1 \u009d0;title\u009c",
        "\u001b[6n\u001b[c\u0005",
        "\b\b\b\rback to the start",
        "bell \u0007 form feed \f vertical \u000b delete \u007f",
        "nothing \u0000 here",
        "\u001b[?1049h\u001b[?25l",
        "\u001b_application\u001b\\ \u001b^private\u001b\\");
  }

  private static List<String> letters() {
    return List.of(
        "right to left \u202e txt.exe",
        "isolated \u2066 and \u2067 turned \u2069 text",
        "marks \u200e \u200f \u061c",
        "zero\u200bwidth\u200djoined\u2060words\ufeff",
        "half a pair \ud83d and the other half \udd25",
        "separators \u2028 and \u2029 and \u0085 next",
        "a\u0300\u0301\u0302\u0303".repeat(200),
        "\u5bbd\u5b57\u7b26".repeat(100),
        "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67",
        "x".repeat(100_000),
        "tags \udb40\udc41\udb40\udc42 unseen",
        "\ufffe\uffff no characters");
  }

  private static List<String> elements() {
    return List.of(
        "<script>RUN</script>",
        "<SCRIPT SRC=HOME/script.js></SCRIPT>",
        "<img src=x onerror=\"RUN\">",
        "<img src=\"HOME/pixel.png\">",
        "<svg onload=\"RUN\"><script>RUN</script></svg>",
        "<svg><a xlink:href=\"javascript:RUN\"><text>x</text></a></svg>",
        "<svg><use href=\"HOME/use.svg#x\"/></svg>",
        "<math><mtext><table><mglyph><style><img src=x onerror=\"RUN\">",
        "<math href=\"javascript:RUN\">x</math>",
        "<iframe src=\"javascript:RUN\"></iframe>",
        "<iframe srcdoc=\"<script>RUN</script>\"></iframe>",
        "<object data=\"HOME/object\"></object><embed src=\"HOME/embed\">",
        "<link rel=stylesheet href=\"HOME/style.css\">",
        "<style>@import 'HOME/import.css';</style>",
        "<base href=\"HOME/\">",
        "<meta http-equiv=refresh content=\"0;url=HOME/refresh\">",
        "<form action=\"HOME/form\"><button autofocus onfocus=\"RUN\">",
        "<details open ontoggle=\"RUN\">",
        "<video autoplay><source onerror=\"RUN\" src=\"HOME/video\">",
        "<body onload=\"RUN\">",
        "<input autofocus onfocus=\"RUN\">",
        "<template><script>RUN</script></template>");
  }

  private static List<String> breakouts() {
    return List.of(
        "</details></summary></section></style><script>RUN</script>",
        "</pre></code></title></textarea></svg><script>RUN</script>",
        "\"><script>RUN</script>",
        "' onmouseover='RUN' x='",
        "--><script>RUN</script><!--",
        "]]><script>RUN</script><![CDATA[",
        "&lt;script&gt;RUN&lt;/script&gt; &#60;script&#62; &amp;lt;",
        "&#x3c;script&#x3e;RUN&#x3c;/script&#x3e;",
        "${RUN} `${RUN}` {{RUN}} <%= RUN %> #{RUN}",
        "<scr<script>ipt>RUN</scr</script>ipt>",
        "<noscript><p title=\"</noscript><img src=x onerror=RUN>\">",
        "+ADw-script+AD4-RUN+ADw-/script+AD4-");
  }

  private static List<String> markdown() {
    return List.of(
        "[click](javascript:RUN)",
        "[click](JaVaScRiPt&#58;RUN)",
        "[click](data:text/html,<script>RUN</script>)",
        "[click](vbscript:x) [file](file:///etc/passwd) [rel](//HOME)",
        "![picture](HOME/markdown.png)",
        "<javascript:RUN>",
        "[a]: javascript:RUN\n\n[a]",
        "[click](https://user:pass@example.com/ \"x\\\" onmouseover=\\\"RUN\")",
        "```html\n<script>RUN</script>\n```",
        "| a | <img src=x onerror=RUN> |\n|---|---|\n| <script>RUN</script> | [x](javascript:RUN) |",
        "> ".repeat(500) + "deep",
        "*_".repeat(500) + "deep" + "_*".repeat(500));
  }
}
