package dev.upserter.source.open;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuickScanTest {
    private static QuickScan scan(String csv) throws IOException {
        return QuickScan.of(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)), ',');
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a,b\n1,\"x\ny\"\n",
                "a,b\r1,\"x\ry\"\r",
                "a,b\n1,5\"x,\"x\ny\"\n",
                "a,b\n1,\"x\"\"\ny\"\n",
                "\uFEFF\"a\nb\",c\n",
                "a,b\n1,\"x",
                "a,b\n1,\"\"\"x\ny\"\n"
            })
    void aCellOfSeveralLinesIsSeen(String csv) throws IOException {
        assertThat(scan(csv).mayHideRows()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a,b\n1,2\n",
                "a,b\n1,\"\"\n2,\"x,y\"\n",
                "a,b\n1,5\" pipe\n2,x\n",
                "a,b\n1,\"5\"\" pipe\"\n2,x\n",
                "\"a\",\"b\"\r\n\"1\",\"2\"\r\n"
            })
    void anyOtherIsNot(String csv) throws IOException {
        assertThat(scan(csv).mayHideRows()).isFalse();
        assertThat(scan(csv).mayRepeatHeader()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id,b\n1,2\nid,b\n",
                "id,b\n1,2\n\uFEFFID,b\n",
                "id,b\r\n\"Id\",\"b\"\r\n",
                "\uFEFFuser id,b\n User id ,b\n",
                "id\n1\nid\n",
                "\n\r\nid,b\n1,2\nid,b\n",
                "id,b\r1,2\rid,b\r"
            })
    void aHeaderAmongTheRowsIsSeen(String csv) throws IOException {
        assertThat(scan(csv).mayRepeatHeader()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"id,b\nid1,2\n", "id,b\ni,2\n", "id,b\n1,id\n", "id,b\n", ",b\n,c\n"})
    void aRowThatStartsLikeItIsNone(String csv) throws IOException {
        assertThat(scan(csv).mayRepeatHeader()).isFalse();
    }
}
