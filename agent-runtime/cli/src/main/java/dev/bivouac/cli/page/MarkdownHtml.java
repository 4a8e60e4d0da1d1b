package dev.bivouac.cli.page;

import java.util.List;
import org.commonmark.ext.gfm.tables.TableBody;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;

/**
 * Markdown as parts of a page. Markup in it stands there as text, a picture as its description, and
 * a link leads to the web or nowhere.
 */
public final class MarkdownHtml {
  private static final int DEEPEST = 40;
  private static final int LEVELS_DOWN = 2;
  private static final Parser PARSER =
      Parser.builder()
          .extensions(List.of(TablesExtension.create()))
          .maxOpenBlockParsers(DEEPEST)
          .maxInlineNesting(DEEPEST)
          .build();

  private MarkdownHtml() {}

  /**
   * Adds a text. Its headings stand below those of the page.
   *
   * @param place what it is added to
   */
  public static void add(Html place, String markdown) {
    PARSER.parse(markdown).accept(new Writer(place));
  }

  private static final class Writer extends AbstractVisitor {
    private Html place;

    Writer(Html place) {
      this.place = place;
    }

    private void inside(Html element, Node node) {
      Html outside = place;
      place = element;
      visitChildren(node);
      place = outside;
    }

    @Override
    public void visit(Heading heading) {
      int level = Math.min(6, heading.getLevel() + LEVELS_DOWN);
      inside(place.add("h" + level), heading);
    }

    @Override
    public void visit(Paragraph paragraph) {
      boolean tight =
          paragraph.getParent() instanceof ListItem item
              && item.getParent() instanceof org.commonmark.node.ListBlock list
              && list.isTight();
      inside(place.add(tight ? "span" : "p"), paragraph);
    }

    @Override
    public void visit(BlockQuote quote) {
      inside(place.add("blockquote"), quote);
    }

    @Override
    public void visit(BulletList list) {
      inside(place.add("ul"), list);
    }

    @Override
    public void visit(OrderedList list) {
      Integer first = list.getMarkerStartNumber();
      Html element = place.add("ol");
      inside(first == null || first == 1 ? element : element.set("start", "" + first), list);
    }

    @Override
    public void visit(ListItem item) {
      inside(place.add("li"), item);
    }

    @Override
    public void visit(ThematicBreak line) {
      place.add("hr");
    }

    @Override
    public void visit(FencedCodeBlock code) {
      place.add("pre").text(code.getLiteral());
    }

    @Override
    public void visit(IndentedCodeBlock code) {
      place.add("pre").text(code.getLiteral());
    }

    @Override
    public void visit(HtmlBlock html) {
      place.add("p").text(html.getLiteral());
    }

    @Override
    public void visit(HtmlInline html) {
      place.text(html.getLiteral());
    }

    @Override
    public void visit(Emphasis emphasis) {
      inside(place.add("em"), emphasis);
    }

    @Override
    public void visit(StrongEmphasis emphasis) {
      inside(place.add("strong"), emphasis);
    }

    @Override
    public void visit(Code code) {
      place.add("code").text(code.getLiteral());
    }

    @Override
    public void visit(Link link) {
      inside(place.link(link.getDestination()), link);
    }

    @Override
    public void visit(Image image) {
      visitChildren(image);
    }

    @Override
    public void visit(Text text) {
      place.text(text.getLiteral());
    }

    @Override
    public void visit(SoftLineBreak end) {
      place.text("\n");
    }

    @Override
    public void visit(HardLineBreak end) {
      place.add("br");
    }

    @Override
    public void visit(CustomBlock block) {
      inside(place.add("div", "scroll").add("table"), block);
    }

    @Override
    public void visit(CustomNode node) {
      switch (node) {
        case TableHead head -> inside(place.add("thead"), node);
        case TableBody body -> inside(place.add("tbody"), node);
        case TableRow row -> inside(place.add("tr"), node);
        case TableCell cell -> inside(place.add(cell.isHeader() ? "th" : "td"), node);
        default -> visitChildren(node);
      }
    }
  }
}
