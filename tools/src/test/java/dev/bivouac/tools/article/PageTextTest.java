package dev.bivouac.tools.article;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PageTextTest {
  static Stream<Arguments> pages() {
    return Stream.of(
        page("the header decides", "text/html; charset=windows-1251", "windows-1251", "мир"),
        page("the header may be quoted", "text/html;charset=\"Shift_JIS\"", "windows-31j", "①髙"),
        page("latin1 means windows-1252", "text/html; charset=iso-8859-1", "windows-1252", "“€”"),
        page("a meta charset", "text/html", "EUC-KR", "<meta charset='euc-kr'>한국"),
        page(
            "a meta http-equiv",
            "",
            "GB18030",
            "<META http-equiv=Content-Type content=\"text/html; charset=gb2312\">中文𠀀"),
        page(
            "an XML declaration",
            "application/xml",
            "ISO-8859-2",
            "<?xml version='1.0' encoding='iso-8859-2'?><a>žluť</a>"),
        page("valid UTF-8 without a word", "text/html", "UTF-8", "日本語"),
        page("anything else is windows-1252", "text/html", "windows-1252", "déjà vu “€”"),
        page("a name nobody knows is passed over", "text/html; charset=klingon", "UTF-8", "é"),
        page("meta cannot say UTF-16", "", "UTF-8", "<meta charset=utf-16>é"),
        page("a byte order mark wins", "text/html; charset=ascii", "UTF-16", "mark: ñ"));
  }

  private static Arguments page(String name, String contentType, String charset, String text) {
    return Arguments.of(Named.of(name, contentType), text.getBytes(Charset.forName(charset)), text);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pages")
  void findsTheCharset(String contentType, byte[] body, String text) {
    assertThat(PageText.decode(body, contentType)).isEqualTo(text);
  }

  @Test
  void ignoresACommentedCharset() {
    byte[] body = "<!-- <meta charset=euc-kr> -->é".getBytes(Charset.forName("UTF-8"));

    assertThat(PageText.decode(body, "")).endsWith("é");
  }

  @Test
  void dropsAUtf8Mark() {
    assertThat(PageText.decode(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, 'a'}, ""))
        .isEqualTo("a");
  }
}
