package dev.upserter.source.guess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.source.encoding.EncodingGuess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Exports of many languages in their common encodings: the guess decodes the text correctly, or names the right encoding
 * among those in doubt.
 */
class EncodingGuessTest {
    private static final String WESTERN = "windows-1252 ISO-8859-15 x-MacRoman IBM850";
    private static final String CENTRAL = "windows-1250 ISO-8859-2 IBM852";
    private static final String CYRILLIC = "windows-1251 KOI8-U ISO-8859-5 x-MacCyrillic IBM866";
    private static final String UNICODE = " UTF-16LE UTF-16BE UTF-32LE UTF-32BE";

    private static final List<String> TABLE = List.of(
            WESTERN
                    + "|Jürgen Müller,Köln|Jörg Weiß,München|Käthe Schröder,Düsseldorf|Günther Groß,Nürnberg|Bärbel"
                    + " Krüger,Lübeck|Björn Schäfer,Göttingen|Jana Böhm,Fürth|Sören Lüders,Münster|Heinz"
                    + " Jäger,Saarbrücken|Ute Höß,Tübingen",
            WESTERN + "|Hélène Lefèvre,Besançon|François Bérenger,Orléans|Chloé Théry,Nîmes|Zoé Crépin,Béziers"
                    + "|André Gérard,Évreux|Benoît Prévost,Saint-Étienne|Jérôme Forêt,Mâcon|Noël Béguin,Alençon"
                    + "|Anaïs Hervé,Sète|Gaël Pénard,Châlons",
            WESTERN
                    + "|José Núñez,Málaga|Sofía Ibáñez,León|Martín Peña,La Coruña|Lucía Gómez,Cádiz|Adrián"
                    + " Muñoz,Córdoba|Raúl Sánchez,Ávila|Begoña Díaz,Logroño|Ramón Cortés,Almería|Inés"
                    + " Vázquez,Cáceres|Íñigo Sáez,Jaén",
            WESTERN
                    + "|João Gonçalves,São Paulo|Conceição Simões,Guimarães|Antônio Araújo,Brasília|Inês"
                    + " Magalhães,Évora|Estêvão Leitão,Goiânia|Luís Guimarães,Bragança|Mário Falcão,Maceió|Verônica"
                    + " Assunção,Ribeirão Preto|Fátima Galvão,Vitória|Tomás Patrício,Setúbal",
            WESTERN
                    + "|Søren Kjær,Ærø|Jørgen Møller,Næstved|Åse Nørgaard,Tårnby|Bjørn Sørensen,Køge|Bodil"
                    + " Højlund,Rødovre|Jens Bæk,Sønderborg|Mette Skjødt,Ringkøbing|Kåre Mørk,Helsingør|Ditte"
                    + " Bøgh,Hørsholm|Pia Græsbøl,Skælskør",
            WESTERN
                    + "|Åsa Lindström,Malmö|Göran Sjöberg,Gävle|Märta Öberg,Västerås|Håkan Nyström,Jönköping|Björn"
                    + " Åkesson,Luleå|Sören Hägglund,Växjö|Pär Bäckström,Örebro|Östen Löfgren,Umeå|Kjell"
                    + " Ångström,Borås|Mats Sjögren,Norrköping",
            CENTRAL + "|Łukasz Żak,Łódź|Małgorzata Wójcik,Kraków|Paweł Dąbrowski,Gdańsk|Grażyna Kamińska,Poznań|Michał"
                    + " Jabłoński,Białystok|Wiesława Kozłowska,Rzeszów|Stanisław Jóźwiak,Toruń|Bożena"
                    + " Głąb,Częstochowa|Elżbieta Szymańska,Świdnica|Rafał Krawczyński,Zielona Góra",
            CENTRAL
                    + "|Jiří Dvořák,Plzeň|Tomáš Růžička,Ústí nad Labem|Zdeněk Černý,České Budějovice|Kateřina"
                    + " Němcová,Třebíč|Ondřej Kučera,Děčín|Lukáš Řezníček,Kroměříž|Božena"
                    + " Hájková,Jihlava-město|Markéta Žáková,Břeclav|Vojtěch Šťastný,Příbram|Eliška Procházková,Žďár"
                    + " nad Sázavou",
            CENTRAL + "|Győző Kovács,Győr|Erzsébet Szűcs,Székesfehérvár|Gábor Tóth,Pécs|László Fekete,Hódmezővásárhely"
                    + "|Zoltán Kőműves,Kecskemét|Ágnes Körösi,Békéscsaba|Béla Vörös,Sárvár|Tünde Németh,Mezőkövesd"
                    + "|Jenő Gyöngyösi,Érd|István Üveges,Szentgotthárd",
            CYRILLIC
                    + "|Алексей Иванов,Москва|Наталья Смирнова,Екатеринбург|Дмитрий Кузнецов,Казань|Ольга Попова,Самара"
                    + "|Сергей Васильев,Омск|Елена Соколова,Челябинск|Юлия Михайлова,Уфа|Игорь Фёдоров,Пермь"
                    + "|Татьяна Волкова,Воронеж|Павел Жуков,Саратов",
            "windows-1251 KOI8-U ISO-8859-5 x-MacCyrillic|Олексій Шевченко,Київ|Наталія Коваленко,Харків|Андрій"
                    + " Бондаренко,Одеса|Ірина Ткаченко,Дніпро|Сергій Кравченко,Запоріжжя|Юлія Олійник,Львів|Євген"
                    + " Поліщук,Вінниця|Тетяна Лисенко,Чернігів|Микола Мельник,Житомир|Їжакевич Іван,Рівне",
            "windows-1253 ISO-8859-7|Γιώργος Παπαδόπουλος,Αθήνα|Μαρία Οικονόμου,Θεσσαλονίκη|Νίκος Γεωργίου,Πάτρα"
                    + "|Ελένη Δημητρίου,Ηράκλειο|Κώστας Βασιλείου,Λάρισα|Σοφία Αντωνίου,Βόλος|Δημήτρης Ιωάννου,Χανιά",
            "windows-1254|Ayşe Yılmaz,İstanbul|Mehmet Öztürk,İzmir|Gülşen Çelik,Eskişehir|Oğuz Şahin,Diyarbakır|Çağla"
                    + " Doğan,Muğla|Işıl Aydın,Balıkesir|Uğur Kılıç,Şanlıurfa|Özgür Güneş,Çorum|Tuğba"
                    + " Aslan,Kırşehir|İbrahim Koç,Ağrı",
            "windows-1255|דוד כהן,תל אביב|שרה לוי,ירושלים|משה מזרחי,חיפה|רחל פרץ,באר שבע|יוסף ביטון,נתניה",
            "windows-1256|محمد العلي,الرياض|فاطمة حسن,القاهرة|أحمد منصور,دمشق|خالد إبراهيم,بغداد|ليلى يوسف,عمان",
            "windows-1257 ISO-8859-13|Jānis Bērziņš,Rīga|Līga Kalniņa,Jūrmala|Vytautė Šimkutė,Šiauliai|Žydrūnas"
                    + " Jankauskas,Panevėžys|Ilze Ozoliņa,Rēzekne|Mārtiņš Krūmiņš,Liepāja|Jūratė"
                    + " Kazlauskienė,Kėdainiai|Ģirts Liepiņš,Cēsis",
            "x-windows-874|สมชาย ใจดี,กรุงเทพ|สุดา ทองดี,เชียงใหม่|วิชัย แสงทอง,ขอนแก่น|มานี รักไทย,ภูเก็ต",
            "GB18030|李伟,北京|王芳,上海|张秀英,广州|刘洋,深圳|陈静,成都|杨敏,杭州|赵磊,武汉|周杰,重庆|吴丽,南京",
            "x-windows-950|陳怡君,台北市|林志明,高雄市|黃美玲,新竹市|張家豪,台中市|李雅婷,台南市|王俊傑,基隆市",
            "windows-31j EUC-JP|佐藤 太郎,東京都|鈴木 花子,大阪市|高橋 健一,札幌市|田中 さくら,横浜市|渡辺 直樹,京都市|山本 ケン,神戸市",
            "x-windows-949|김민준,서울|이서연,부산|박지훈,대구|최수빈,인천|정우진,광주|강하은,대전");

    record Sample(Charset charset, String text) {
        @Override
        public String toString() {
            return charset + " " + text.lines().count() + " "
                    + text.lines().skip(1).findFirst().orElse("");
        }
    }

    static Stream<Sample> samples() {
        var samples = new ArrayList<Sample>();
        for (String line : TABLE) {
            String[] parts = line.split("\\|", -1);
            List<String> rows = List.of(parts).subList(1, parts.length);
            for (String encoding : (parts[0] + UNICODE).split(" ", -1)) {
                Charset charset = Charset.forName(encoding);
                for (int from = 0; from < rows.size(); from++) {
                    samples.add(new Sample(charset, export(rows.subList(from, from + 1))));
                    samples.add(new Sample(charset, export(rows.subList(from, Math.min(rows.size(), from + 3)))));
                }
                samples.add(new Sample(charset, export(rows)));
            }
        }
        return samples.stream();
    }

    private static String export(List<String> rows) {
        var text = new StringBuilder("id,name,city,email\n");
        for (int i = 0; i < rows.size(); i++) {
            text.append(1001 + i)
                    .append(',')
                    .append(rows.get(i))
                    .append(",person")
                    .append(i)
                    .append("@x.example\n");
        }
        return text.toString();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void givesTheTextBackOrSaysThatItIsUnsure(Sample sample) {
        byte[] bytes = sample.text().getBytes(sample.charset());

        EncodingGuess guess = EncodingGuess.of(bytes, true).orElseThrow();

        var readings = new ArrayList<String>();
        readings.add(new String(bytes, guess.charset()));
        guess.others().forEach(other -> readings.add(new String(bytes, other)));
        assertThat(readings).as("%s", guess).contains(sample.text());
    }

    static Stream<Sample> exports() {
        return samples().filter(sample -> sample.text().lines().count() > 5);
    }

    @ParameterizedTest
    @MethodSource("exports")
    void isSureOfSeveralRows(Sample sample) {
        byte[] bytes = sample.text().getBytes(sample.charset());

        EncodingGuess guess = EncodingGuess.of(bytes, true).orElseThrow();

        assertThat(new String(bytes, guess.charset())).as("%s", guess).isEqualTo(sample.text());
        assertThat(guess.others()).isEmpty();
    }

    @Test
    void countsAWordOnce() {
        String street =
                "id,street\n" + "1,Calle 4 N° 52\n2,Calle Mayor N° 7\n".repeat(200) + "3,Peñón de Ifach\n4,Málaga\n";
        byte[] bytes = street.getBytes(Charset.forName("windows-1252"));

        assertThat(EncodingGuess.of(bytes, true).map(guess -> new String(bytes, guess.charset())))
                .contains(street);
    }

    /** In ISO-8859-1 these are control characters, which no export contains. */
    @Test
    void takesSignsOfWindowsForThem() {
        byte[] bytes = "id,note\n1,5 €\n2,it’s “fine” – café\n".getBytes(Charset.forName("windows-1252"));

        assertThat(EncodingGuess.of(bytes, true).map(EncodingGuess::charset)).contains(Charset.forName("windows-1252"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "x-UTF-16LE-BOM", "X-UTF-32LE-BOM", "X-UTF-32BE-BOM"})
    void leavesAloneWhatSaysItsEncoding(String charset) {
        assertThat(EncodingGuess.of("id,name\n1,Zoë\n".getBytes(Charset.forName(charset)), true))
                .isEmpty();
    }

    @Test
    void takesAFewWrongBytesForBrokenRows() {
        byte[] text = ("id,name\n" + "1,Zoë Müller\n".repeat(20)).getBytes(StandardCharsets.UTF_8);
        text[text.length - 3] = (byte) 0xEB;

        assertThat(EncodingGuess.of(text, true)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aTextInOneEncodingTurnsNowhere(Sample sample) {
        assertThat(EncodingTurn.of(sample.text().getBytes(sample.charset()), true))
                .isEmpty();
        assertThat(EncodingTurn.of(sample.text().getBytes(StandardCharsets.UTF_8), true))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aTextThatTurnsToAnotherEncodingIsSaidToDoSo(boolean toUtf8) throws IOException {
        Charset windows = Charset.forName("windows-1252");
        var joined = new ByteArrayOutputStream();
        joined.write("id,name\n1,Zoë\n2,Müller\n3,Bo\n".getBytes(toUtf8 ? windows : StandardCharsets.UTF_8));
        joined.write("4,Cy\n5,José\n6,Peña\n".getBytes(toUtf8 ? StandardCharsets.UTF_8 : windows));

        EncodingTurn turn = EncodingTurn.of(joined.toByteArray(), true).orElseThrow();

        assertThat(turn.line()).isEqualTo(6);
        assertThat(turn.toUtf8()).isEqualTo(toUtf8);
        assertThat(turn.note().message()).contains("windows-1252").contains("from line 6 on");
        assertThat(turn.note().hint()).contains("head -n 5 FILE", "tail -n +6 FILE", "iconv");
    }

    @Test
    void damagedLinesAreNoOtherEncoding() {
        String text =
                "id,name,city\n1,Jos\u00e9,K\u00f6ln\n2,Zo\u00eb,\u00d3bidos\n3,Andr\u00e9,K\u00f6ln\n4,Ren\u00e9,Z\u00fcrich\n";
        byte[] cut = "5,Ren\u00c3,x\n6,Andr\u00c3\n".getBytes(StandardCharsets.ISO_8859_1);
        byte[] broken = "7,\u00c3\u00a9\u00ff\n8,\u00c3\u00bc\u0093\n".getBytes(StandardCharsets.ISO_8859_1);
        for (byte[] damage : List.of(cut, broken)) {
            var all = new ByteArrayOutputStream();
            all.writeBytes(text.getBytes(StandardCharsets.UTF_8));
            all.writeBytes(damage);
            assertThat(EncodingTurn.of(all.toByteArray(), true)).isEmpty();
        }
    }
}
