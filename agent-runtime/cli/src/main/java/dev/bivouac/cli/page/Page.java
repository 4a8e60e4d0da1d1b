package dev.bivouac.cli.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.function.UnaryOperator;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.DocumentType;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;

/**
 * A page that holds all it needs and reaches for nothing: one style sheet, no script, no picture,
 * no form, and a policy that forbids browsers to load or run anything.
 */
public final class Page {
  private final Document document;
  private final Html body;

  private Page(Document document, Html body) {
    this.document = document;
    this.body = body;
  }

  /**
   * An empty page in English.
   *
   * @param title of the window
   * @param visible shows the characters that would steer a text instead of standing in it
   */
  public static Page titled(String title, UnaryOperator<String> visible) {
    var document = new Document("");
    document.outputSettings().prettyPrint(false).charset(StandardCharsets.UTF_8);
    document.outputSettings().escapeMode(Entities.EscapeMode.xhtml);
    document.appendChild(new DocumentType("html", "", ""));
    Element html = document.appendElement("html").attr("lang", "en");
    Element head = html.appendElement("head");
    String style = styleSheet();
    head.appendElement("meta").attr("charset", "utf-8");
    head.appendElement("meta")
        .attr("http-equiv", "Content-Security-Policy")
        .attr("content", policy(style));
    head.appendElement("meta").attr("name", "referrer").attr("content", "no-referrer");
    head.appendElement("meta")
        .attr("name", "viewport")
        .attr("content", "width=device-width, initial-scale=1");
    head.appendElement("meta").attr("name", "color-scheme").attr("content", "light dark");
    new Html(head.appendElement("title"), visible).text(title);
    head.appendElement("style").appendChild(new DataNode(style));
    return new Page(document, new Html(html.appendElement("body"), visible));
  }

  /** What people see. */
  public Html body() {
    return body;
  }

  /** The whole page as it is stored, in UTF-8. */
  public String markup() {
    return document.outerHtml() + "\n";
  }

  private static String policy(String style) {
    return "default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'"
        .formatted(Base64.getEncoder().encodeToString(sha256(style)));
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String styleSheet() {
    try (InputStream in = Page.class.getResourceAsStream("page.css")) {
      if (in == null) {
        throw new IllegalStateException("page.css is missing from the program");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
