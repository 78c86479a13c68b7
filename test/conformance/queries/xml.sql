--NAME binary fields of XML as UTF-8
SET spark.sql.binaryOutputStyle=UTF-8;
SELECT from_xml(to_xml(named_struct('n', binary('Eas'), 'i', 1)), 'n binary, i int');
SELECT hex(from_xml('<ROW><n>[45 61 7a]</n></ROW>', 'n binary').n);
SELECT hex(from_xml('<ROW><n>[69, 97]</n></ROW>', 'n binary').n);
SELECT hex(from_xml('<ROW><n>[69,-97]</n></ROW>', 'n binary').n);
SELECT hex(from_xml('<ROW><n>[69, 1000]</n></ROW>', 'n binary').n);
SELECT hex(from_xml('<ROW><n>45617</n></ROW>', 'n binary').n);
SELECT hex(from_xml('<ROW><n>456a</n></ROW>', 'n binary').n);
SELECT hex(from_xml('<ROW><n>RWFz</n></ROW>', 'n binary').n);
SELECT hex(from_xml('<ROW><n>RWE</n></ROW>', 'n binary').n);
SELECT hex(from_xml('<ROW><n>RWE=</n></ROW>', 'n binary').n);
SELECT hex(from_xml('<ROW><n>[]</n></ROW>', 'n binary').n);
SELECT hex(from_xml('<ROW><n></n></ROW>', 'n binary').n);

--NAME binary fields of XML as BASIC
SET spark.sql.binaryOutputStyle=BASIC;
SELECT from_xml(to_xml(named_struct('n', binary('Eas'), 'i', 1)), 'n binary, i int');
SELECT hex(from_xml('<ROW><n>[45 61 7a]</n></ROW>', 'n binary').n);
SELECT hex(from_xml('<ROW><n>[69, 97]</n></ROW>', 'n binary').n);
SELECT hex(from_xml('<ROW><n>[69,-97]</n></ROW>', 'n binary').n);
SELECT hex(from_xml('<ROW><n>[69, 1000]</n></ROW>', 'n binary').n);
SELECT hex(from_xml('<ROW><n>45617</n></ROW>', 'n binary').n);
SELECT hex(from_xml('<ROW><n>456a</n></ROW>', 'n binary').n);
SELECT hex(from_xml('<ROW><n>RWFz</n></ROW>', 'n binary').n);
SELECT hex(from_xml('<ROW><n>RWE</n></ROW>', 'n binary').n);
SELECT hex(from_xml('<ROW><n>RWE=</n></ROW>', 'n binary').n);
SELECT hex(from_xml('<ROW><n>[]</n></ROW>', 'n binary').n);
SELECT hex(from_xml('<ROW><n></n></ROW>', 'n binary').n);

--NAME binary fields of XML as BASE64
SET spark.sql.binaryOutputStyle=BASE64;
SELECT from_xml(to_xml(named_struct('n', binary('Eas'), 'i', 1)), 'n binary, i int');
SELECT hex(from_xml('<ROW><n>[45 61 7a]</n></ROW>', 'n binary').n);
SELECT hex(from_xml('<ROW><n>[69, 97]</n></ROW>', 'n binary').n);
SELECT hex(from_xml('<ROW><n>[69,-97]</n></ROW>', 'n binary').n);
SELECT hex(from_xml('<ROW><n>[69, 1000]</n></ROW>', 'n binary').n);
SELECT hex(from_xml('<ROW><n>45617</n></ROW>', 'n binary').n);
SELECT hex(from_xml('<ROW><n>456a</n></ROW>', 'n binary').n);
SELECT hex(from_xml('<ROW><n>RWFz</n></ROW>', 'n binary').n);
SELECT hex(from_xml('<ROW><n>RWE</n></ROW>', 'n binary').n);
SELECT hex(from_xml('<ROW><n>RWE=</n></ROW>', 'n binary').n);
SELECT hex(from_xml('<ROW><n>[]</n></ROW>', 'n binary').n);
SELECT hex(from_xml('<ROW><n></n></ROW>', 'n binary').n);

--NAME binary fields of XML as HEX
SET spark.sql.binaryOutputStyle=HEX;
SELECT from_xml(to_xml(named_struct('n', binary('Eas'), 'i', 1)), 'n binary, i int');
SELECT hex(from_xml('<ROW><n>[45 61 7a]</n></ROW>', 'n binary').n);
SELECT hex(from_xml('<ROW><n>[69, 97]</n></ROW>', 'n binary').n);
SELECT hex(from_xml('<ROW><n>[69,-97]</n></ROW>', 'n binary').n);
SELECT hex(from_xml('<ROW><n>[69, 1000]</n></ROW>', 'n binary').n);
SELECT hex(from_xml('<ROW><n>45617</n></ROW>', 'n binary').n);
SELECT hex(from_xml('<ROW><n>456a</n></ROW>', 'n binary').n);
SELECT hex(from_xml('<ROW><n>RWFz</n></ROW>', 'n binary').n);
SELECT hex(from_xml('<ROW><n>RWE</n></ROW>', 'n binary').n);
SELECT hex(from_xml('<ROW><n>RWE=</n></ROW>', 'n binary').n);
SELECT hex(from_xml('<ROW><n>[]</n></ROW>', 'n binary').n);
SELECT hex(from_xml('<ROW><n></n></ROW>', 'n binary').n);

--NAME binary fields of XML as HEX_DISCRETE
SET spark.sql.binaryOutputStyle=HEX_DISCRETE;
SELECT from_xml(to_xml(named_struct('n', binary('Eas'), 'i', 1)), 'n binary, i int');
SELECT hex(from_xml('<ROW><n>[45 61 7a]</n></ROW>', 'n binary').n);
SELECT hex(from_xml('<ROW><n>[69, 97]</n></ROW>', 'n binary').n);
SELECT hex(from_xml('<ROW><n>[69,-97]</n></ROW>', 'n binary').n);
SELECT hex(from_xml('<ROW><n>[69, 1000]</n></ROW>', 'n binary').n);
SELECT hex(from_xml('<ROW><n>45617</n></ROW>', 'n binary').n);
SELECT hex(from_xml('<ROW><n>456a</n></ROW>', 'n binary').n);
SELECT hex(from_xml('<ROW><n>RWFz</n></ROW>', 'n binary').n);
SELECT hex(from_xml('<ROW><n>RWE</n></ROW>', 'n binary').n);
SELECT hex(from_xml('<ROW><n>RWE=</n></ROW>', 'n binary').n);
SELECT hex(from_xml('<ROW><n>[]</n></ROW>', 'n binary').n);
SELECT hex(from_xml('<ROW><n></n></ROW>', 'n binary').n);
