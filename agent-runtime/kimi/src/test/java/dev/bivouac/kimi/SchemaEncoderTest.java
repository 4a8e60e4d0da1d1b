package dev.bivouac.kimi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.chat.request.json.JsonAnyOfSchema;
import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonNullSchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonReferenceSchema;
import dev.langchain4j.model.chat.request.json.JsonStringSchema;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaEncoderTest {
  @Test
  void writesEverySortOfProperty() {
    var schema =
        JsonObjectSchema.builder()
            .description("All")
            .addStringProperty("s", "Text")
            .addIntegerProperty("i")
            .addNumberProperty("n")
            .addBooleanProperty("b")
            .addEnumProperty("e", List.of("x", "y"))
            .addProperty("a", JsonArraySchema.builder().items(new JsonStringSchema()).build())
            .addProperty(
                "o",
                JsonAnyOfSchema.builder()
                    .anyOf(new JsonStringSchema(), new JsonNullSchema())
                    .build())
            .addProperty("r", JsonReferenceSchema.builder().reference("D").build())
            .required("s", "i")
            .additionalProperties(false)
            .definitions(Map.of("D", JsonObjectSchema.builder().build()))
            .build();

    assertThat(SchemaEncoder.encode(schema))
        .hasToString(
            "{\"type\":\"object\",\"description\":\"All\",\"properties\":{\"s\":{\"type\":\"string\",\"description\":\"Text\"},"
                + "\"i\":{\"type\":\"integer\"},\"n\":{\"type\":\"number\"},\"b\":{\"type\":\"boolean\"},"
                + "\"e\":{\"type\":\"string\",\"enum\":[\"x\",\"y\"]},\"a\":{\"type\":\"array\",\"items\":{\"type\":\"string\"}},"
                + "\"o\":{\"anyOf\":[{\"type\":\"string\"},{\"type\":\"null\"}]},\"r\":{\"$ref\":\"#/$defs/D\"}},"
                + "\"required\":[\"s\",\"i\"],\"additionalProperties\":false,"
                + "\"$defs\":{\"D\":{\"type\":\"object\",\"properties\":{}}}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'type':'string','pattern':'a'} | {'type':'string','pattern':'a'}",
        "{'description':'any'} | {'description':'any','type':'string'}",
        "{'enum':[1,2]} | {'enum':[1,2],'type':'integer'}",
        "{'const':true} | {'const':true,'type':'boolean'}",
        "{'items':{}} | {'items':{'type':'string'},'type':'array'}",
        "{'properties':{'x':{},'y':{'$ref':'#'}}} | {'properties':{'x':{'type':'string'},'y':{'$ref':'#'}},'type':'object'}",
        "{'anyOf':[{},{'type':'null'}]} | {'anyOf':[{'type':'string'},{'type':'null'}]}"
      })
  void givesEveryPropertyOfARawSchemaAType(String raw, String expected) {
    assertThat(SchemaEncoder.encode(JsonRawSchema.from(raw.replace('\'', '"'))))
        .hasToString(expected.replace('\'', '"'));
  }

  @Test
  void refusesARawSchemaThatIsNoObject() {
    assertThatThrownBy(() -> SchemaEncoder.encode(JsonRawSchema.from("[]")))
        .isInstanceOf(UnsupportedFeatureException.class)
        .hasMessage("A raw schema must be a JSON object, was '[]'");
  }
}
