"""German sentence boundaries. All sentences are written for these tests; | marks a boundary."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.document import split_sentences
from translate.sentences import sentence_spans

ORDINALS_AND_DATES = """
Am 3. Juni erreichte das 41. Armeekorps den Fluss.|Dort blieb es stehen.
Der General lobte die Soldaten des 11. Korps.|Kim dankte ihm.
Die 155. Marineinfanteriebrigade rückte vor.|Verluste meldete sie nicht.
Zum 80. Jahrestag kamen 26 Staatsgäste.|Viele reisten am 10. Mai ab.
Er fiel im 2. Weltkrieg.|Sein Bruder überlebte.
Im 19. und 20. Jahrhundert wuchs die Stadt.|Heute schrumpft sie.
Es ist der 1000. Tag des Krieges.|Niemand feiert.
Seine 4. Amtszeit begann 2018.|Die 5. Amtszeit folgte.
Der 1. FC Union spielt in Köln.|Beginn ist um 15.30 Uhr.
Der Vertrag gilt bis zum 31. 12. 2025.|Danach endet er.
Der Angriff begann am 24.02.2022 um 5 Uhr.|Kiew schlief noch.
Am 24.02. begann der Angriff.|Seither ist Krieg.
Das Abkommen gilt seit dem 5. Februar.|Moskau hält sich daran.
Das Festival läuft vom 8.-10. August.|Karten gibt es noch.
Vom 17. bis 18. Januar tagte der Rat.|Er vertagte sich.
Der Zug hielt auf Gleis 3.|Passagiere stiegen aus.
Es folgte der Leopard 2.|Später kam der Gepard.
Das beschloss der Rat 1994.|1997 trat der Vertrag in Kraft.
Kim Il Sung starb im Juli 1994.|Nordkorea trauerte.
So stand es 2014.|Donezk war da schon verloren.
Es waren 10.000.|12.000 sollen es werden.
Die Wahl gewann er mit 54,3 Prozent.|Zweiter wurde ein Lehrer.
Das Spiel endete 2:1.|Charkiw jubelte.
Sie wurde 90.|Moskau würdigte sie.
Die Kommission gab 1 300 000 Euro frei.|Das reicht nicht.
Rund 40. 000 Menschen flohen.|Viele kamen nach Lwiw.
Tagesordnung: 1. Begrüßung der Gäste, 2. Aussprache, 3. Wahl des Vorstands.|Danach gibt es Tee.
Erstens fehlt Geld.|Zweitens fehlen Leute.
1. Die Lage bleibt ernst.|2. Der Winter kommt.
"""

ABBREVIATIONS = """
Das Paket umfasst u. a. Panzer, Drohnen und Munition.|Es kostet 5,5 Mrd. Euro.
Das sind 2 Mio. Menschen.|Die meisten leben in Kiew.
Er nannte z. B. Cherson, d. h. den Süden.|Mehr sagte er nicht.
Er nannte z.B. Cherson, d.h. den Süden.|Mehr sagte er nicht.
Fabriken, Brücken, Bahnhöfe usw.|Moskau schweigt dazu.
Sie kauften Brot, Milch, Tee etc.|Dann fuhren sie weiter.
Sie kauften Brot, Milch usw. und fuhren weiter.|Es war spät.
Laut Gen. Gerassimow sei das Gebiet frei.|Belege gab es nicht.
Prof. Dr. Ines Albrecht lehrt in St. Gallen.|Sie forscht über Korea.
Dr. med. Olena Bondar leitet die Klinik.|Sie ist Chirurgin.
In St. Petersburg fiel Schnee.|In Sotschi schien die Sonne.
Die Resolution Nr. 2397 gilt weiter.|Sie stammt von 2017.
Die Karte (vgl. Abb. 4) zeigt den Frontverlauf.|Sie ist alt.
Siehe S. 12 ff. des Berichts.|Dort steht es.
Er starb 44 v. Chr. in Rom.|Sein Erbe trat Octavian an.
Die Stadt entstand im 4. Jh. v. Chr.|Sie ist heute ein Dorf.
Generaloberst a. D. Iwan Petrenko widersprach.|Er gilt als Kenner.
Er ist Generaloberst a. D.|Das Ministerium schätzt ihn.
Das russ. Verteidigungsministerium dementierte.|Die ukr. Seite schwieg.
Der Konvoi war ca. 6 km lang.|Er kam nicht voran.
Es fehlten noch 12 km.|Moskau war schon zu sehen.
Die Brücke misst 800 m.|Die Reparatur dauert.
Der Verein Kinder von Kiew e. V. sammelt Spenden.|Er sitzt in Bonn.
Die Firma Dynamo Co. Ltd. liefert Teile.|Sie sitzt in Shanghai.
Die Zahl stieg i. d. R. im Winter.|Im Sommer sank sie.
Das Treffen dauert bis 20 Uhr.|Danach gibt es ein Essen.
Um 9.30 Uhr fiel der Strom aus.|Er kam mittags zurück.
Nach Art. 5 des Vertrags gilt Beistand.|So sieht es Berlin.
Sie wohnt in der Bahnhofstr. 7 in Bonn.|Er nicht.
Zu sehen sind v. l. n. r. Kim, Putin und Xi.|Alle drei lächeln.
Der sog. Korridor ist gesperrt.|Lkw warten.
Er ist in den 70er-Jahren geb. worden.|Genaueres weiß man nicht.
Die Rakete flog 300 km.|Dann stürzte sie ab.
Die Stimmung ist o. k.|Man hilft sich.
Das gilt für CDU, SPD usw.
"""

INITIALS_AND_NUMERALS = """
Präsident W. W. Putin reiste ab.|Sein Sprecher blieb.
Auch J. D. Vance sprach in München.|Der Saal war voll.
George W. Bush kam 2008 nach Kiew.|Er blieb zwei Tage.
Angeklagt ist Andrej K. aus Minsk.|Er bestreitet alles.
Angeklagt ist Andrej K.|Er bestreitet alles.
Zar Alexander II. von Russland befreite die Bauern.|Er wurde 1881 ermordet.
Papst Johannes Paul II. besuchte Lwiw.|Das war 2001.
Den Zweiten Weltkrieg nennt man auch II. Weltkrieg.|Man schreibt ihn aus.
Es war die Zeit Peters I.|Er gründete die Stadt.
Er lebt in Washington, D. C.|Dort arbeitet er auch.
Der Plan hieß Plan B.|Einen Plan C gab es nicht.
"""

QUOTATIONS = """
»Wir danken den Soldaten.|Sie haben viel geleistet«, sagte der General.
»Wir danken den Soldaten.|Sie haben viel geleistet.«|Dann setzte er sich.
„Wir danken den Soldaten.|Sie haben viel geleistet.“|Dann setzte er sich.
»Das ist falsch.«|So sagte es die Sprecherin.
„Das ist falsch“, sagte die Sprecherin.|Sie lachte.
„Nein!“, rief er.|Niemand hörte ihn.
„Wirklich?“ fragte sie.|Er nickte.
»Warum?!«, fragte der Reporter.|Eine Antwort bekam er nicht.
»Was wollen Sie?«|Der Minister schwieg.
Er rief: »Halt!«|Soldaten liefen herbei.
Er sagte: »Wir gehen.|Wir kommen wieder.«|Dann ging er.
Sie fragte: „Hat er gesagt: ‚Ich komme.‘?“|Er hatte es gesagt.
»Er hat gesagt: ›Ich gehe.|Ihr bleibt.‹|Dann ging er.«
"Das reicht", sagte sie.|"Wir hören auf."|Alle standen auf.
"Das reicht.|Wir hören auf."|Alle standen auf.
« Das reicht. »|Alle standen auf.
» Das reicht. «|Alle standen auf.
Das Buch „Was tun?“ Lenins erschien 1902.|Es ist kurz.
Das „Nie wieder!“ Berlins klang hohl.|Das fanden viele.
``Das reicht.''|Alle standen auf.
“That is enough.”|Das sagte er auf Englisch.
»Kommt ihr?«|»Ja.«|»Wann?«
»Ich warte …«|Er legte auf.
"""

OTHER_MARKS = """
Was will Pjöngjang?|Niemand weiß es genau!|Auch Seoul rätselt.
Das kann doch nicht wahr sein!!!|Doch.
Wer war das?!|Die Ermittler suchen noch.
Und dann … nichts.|So war das.
Er zögerte …|Dann sagte er ja.
Er zögerte... |Dann sagte er ja.
Vielleicht...|Putin schwieg.
(Das war gestern.)|Heute ist alles anders.
Er kam (wirklich!) Putin zuliebe.|So heißt es.
Er sagte (wörtlich: Nein.) und ging.|Das war alles.
Der Bericht (er hat 40 Seiten. Die Anlagen fehlen) ist geheim.|Niemand kennt ihn.
[…] Dann kam der Winter.|Er war hart.
Mehr unter www.beispiel-zeitung.de.|Dort gibt es Karten.
Schreiben Sie an post@beispiel.de!|Wir antworten.
Die Seite beispiel.de/Karte.Ost zeigt alles.|Sie ist neu.
Das gilt: Kiew zahlt nicht.|Moskau auch nicht.
Kiew zahlt nicht; Moskau auch nicht.|Wer dann?
Das Treffen in Genf – es war das dritte – platzte.|Warum?
„Ja.“|– „Nein.“
Die Nationalmannschaft U 21 siegte 3:0.|Glückwunsch!
80 Soldaten fielen.|35 Soldaten wurden verletzt.
§ 5 gilt.|§ 6 nicht.
Die UN warnten.|Die EU auch.
Minsk schweigt zu Nato.|USA und EU protestieren.
"""

FROM_THE_NEWS = """
Der Rubel fiel um 2,5 Proz.|Die Zentralbank schwieg.
Am 1.1.2023 trat das Gesetz in Kraft.|Kiew begrüßte es.
Er ist 1,80 m groß.|Sie ist kleiner.
Kim Jong Un (40) reiste mit dem Zug an.|Putin empfing ihn.
Das war's.|Ende der Durchsage.
Selenskyj sagte: „Wir geben nicht auf.“|Applaus brandete auf.
„Wir geben nicht auf.|Wir kämpfen“, sagte Selenskyj am 24. Februar.|Der Kreml lachte.
»Nein!«, sagte Sacharowa.|»Nie wieder!«
Die 1. Gardepanzerarmee zog ab.|Die 3. Sturmbrigade blieb.
Die Armee meldete 1.200 Tote, ca. 3.000 Verletzte usw.|Unabhängig prüfen lässt sich das nicht.
Der stellv. Außenminister A. Rudenko kam an.|Er blieb drei Tage.
US-Präs. Trump und W. Selenskyj trafen sich in Rom.|Das Gespräch dauerte 15 Min.|Dann war Schluss.
Die Sitzung begann um 10 Uhr.|11 Minister nahmen teil.
Die Sitzung dauerte 3 Std.|Danach flog er heim.
Es geht um Art. 5 des Nato-Vertrags.|Darin steht die Beistandspflicht.
Der Angriff traf die Schule Nr. 17.|Kinder waren nicht dort.
Der Angriff traf die Schule Nr. 17.|Verletzt wurde niemand.
Gefeiert wurde Zar Peter I. mit einem Denkmal.|Es steht in St. Petersburg.
Nikolaus II. dankte 1917 ab.|Lenin kam zurück.
Am Abend des 9. Mai sprach er.|Am 10. Mai schwieg er.
Der Konzern Gazprom (geschätzter Umsatz: 100 Mrd. Dollar) verkauft weniger.|Das trifft den Haushalt.
Er fragte: »Wer kommt?|Wer bleibt?«|Keiner antwortete.
„Was soll das?!“|Putin war wütend.
Ist das der Anfang vom Ende?|Vielleicht …|Niemand weiß es.
Die Rakete vom Typ Ch-101 traf ein Haus.|Drei Menschen starben.
Laut dpa (s. Bericht vom 3. 4.) stimmt das.|AFP bestätigte es.
Das Institut (ISW) schrieb: „Russland rückt vor.“|Kiew bestritt das.
Das gilt für Polen, Litauen u. a.|Die Ungarn sehen es anders.
Der Vertrag von 1994 (Budapester Memorandum) galt.|2014 brach ihn Moskau.
Die Delegation reiste nach Brüssel, Paris, Berlin etc.|Erfolge gab es kaum.
Der Minister a. D. sprach.|Der Saal war leer.
Ex-General H. R. McMaster warnte.|Washington hörte zu.
Er lebte von 1870 bis 1924.|Stalin folgte ihm.
Sie sind Nr. 1.|Punkt.
Die Stadt hat 1,4 Mio. Einwohner.|Charkiw ist größer.
Der Preis stieg auf 80 US-$.|Experten warnten.
Der Preis stieg auf 80 $.|Experten warnten.
Die Quote liegt bei 5 %.|Experten warnten.
Laut § 129 Abs. 2 StGB ist das strafbar.|Die Anwälte prüfen das.
Mail an info@kreml.ru genügt.|Antwort kommt nie.
Auf X (früher Twitter) schrieb er: „Slawa Ukrajini!“|Tausende teilten es.
Die „Prawda“ schrieb am 1. Mai: „Der Sieg ist nah.|Die Partei dankt.“|So klang das damals.
Der Vormarsch stockt – noch.|Der Winter naht.
Er kam, sah u. siegte.|So heißt es.
Prof. em. Dr. h. c. mult. Karl Schlögel sprach.|Der Saal war voll.
Die Reise ging über Moskau, Minsk u. Kiew.|Sie dauerte.
Hunderte, ja Tausende!|So viele kamen.
Sie sagten: Nein danke.|Wir auch.
Der 38. Breitengrad teilt Korea.|Die Grenze ist 248 km lang.
Die Truppen stehen 20 km vor Pokrowsk.|Myrnohrad ist umzingelt.
Sie standen am 38. Breitengrad.|Kim winkte.
Der Flug SU 100 startete um 6.15 Uhr in Wladiwostok.|In Pjöngjang landete er um 7.20 Uhr.
Der F.-C.-Präsident kam.|Er ging.
Er sprach vor dem U.S. Senat.|Die Abgeordneten klatschten.
Lawrow sprach von „Nazis“.|Das Publikum klatschte.
Lawrow sprach von „Nazis.“|Das Publikum klatschte.
Es gab Tote in Cherson, Nikopol, ...|Die Liste ist lang.
Die Summe (5 Mrd.!) ist hoch.|Woher kommt sie?
Im Jahr 2025 n. Chr. ist das so.|Wirklich.
Hauptmann d. R. Schmidt diente im Kosovo.|Das war 1999.
Im Raum 3.14 tagt der Ausschuss.|Öffentlich ist er nicht.
Version 2.0 erschien 2020.|Version 3.1 folgt.
Putin (r.) und Xi (l.) lachen.|Lukaschenko (M.) nicht.
Am Di., 5. Mai, tagt der Rat.|Mi. ist frei.
Bild: Ein Panzer vom Typ T-90.|Im Hintergrund: Bachmut.
Das sagte er.|(dpa) Die Ukraine wartet.|(afp/rtr) Moskau auch.
Kiew schweigt. (dpa)
Es siegte Alcaraz mit 6:3, 7:5.|Mit 22 Jahren ist er jung.
Das sagte Olena Bondar, 62.|Ein Nachbar nickte.
Nordkorea wurde als 160. Mitglied aufgenommen.|Das war 1991.
Er war vor Ort.|Spezialkräfte halfen.
Sie kam ins Amt.|Kritiker staunten.
"""

RUN_TOGETHER = """
Kim Jong Un lächelt bei einem Besuch.|Moskau setzt auf Hilfe.
Das sagte der Sprecher.|»Wir sind bereit«, fügte er hinzu.
»Wir sind bereit.«|Danach ging er.
Das war 2022.|Der Krieg begann.
Was soll das?|Kiew rätselt.
Lob für Nordkorea|Der Kreml dankt.|Mehr sagte er nicht.
Berliner Tagblatt, 20.43 Uhr|Die Ukraine wartet.
Moskau spricht von „Helden“|Das Lob kommt spät.
Gruppenbild mit Kim (Mitte)|Der Kreml dankt.
"""

STAYS_TOGETHER = """
Bericht aus St.Petersburg und vom 11.Korps.
Die MitarbeiterIn von YouTube und PayPal liest «Die Zeit» und „Der Spiegel“.
Die Seite Beispiel.de/Karte.Ost und der Dienst ASP.NET laufen.
"""


def cases(text):
    return [pytest.param(line, id=line[:40]) for line in text.strip().splitlines()]


@pytest.mark.parametrize(
    "case",
    cases(ORDINALS_AND_DATES)
    + cases(ABBREVIATIONS)
    + cases(INITIALS_AND_NUMERALS)
    + cases(QUOTATIONS)
    + cases(OTHER_MARKS)
    + cases(FROM_THE_NEWS),
)
def test_sentences(case):
    sentences = [part.strip() for part in case.split("|")]
    assert split_sentences(" ".join(sentences)) == sentences


@pytest.mark.parametrize("case", cases(RUN_TOGETHER))
def test_lost_space(case):
    sentences = case.split("|")
    assert split_sentences("".join(sentences)) == sentences


@given(st.one_of(st.text(), st.text(alphabet="aBÄ1.!?… »«„“\"'()[],-\n\xa0©")))
def test_nothing_but_white_space_is_dropped(text):
    spans = sentence_spans(text)
    assert [text[start:end] for start, end in spans] == split_sentences(text)
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    assert edges == sorted(edges)
    between = zip(edges[::2], edges[1::2], strict=True)
    assert not "".join(text[start:end] for start, end in between).strip()
    assert all(part and part == part.strip() for part in split_sentences(text))


@given(st.lists(st.sampled_from([line for line in OTHER_MARKS.split("\n") if line]), min_size=1))
def test_paragraphs_are_split_apart(lines):
    paragraphs = [line.replace("|", " ") for line in lines]
    alone = [sentence for paragraph in paragraphs for sentence in split_sentences(paragraph)]
    assert split_sentences("\n\n".join(paragraphs)) == alone
    assert split_sentences("\r\n \r\n".join(paragraphs)) == alone


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", " \r\n\t"])
def test_line_end_is_white_space(end):
    text = f"Er lobt das{end}11. Korps.{end}Kiew{end}schweigt."
    assert [" ".join(s.split()) for s in split_sentences(text)] == [
        "Er lobt das 11. Korps.",
        "Kiew schweigt.",
    ]


@pytest.mark.parametrize("sentence", cases(STAYS_TOGETHER))
def test_no_space_is_no_boundary(sentence):
    assert split_sentences(sentence) == [sentence]
