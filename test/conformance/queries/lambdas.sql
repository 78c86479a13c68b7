--NAME a function where a collection belongs
SELECT array_sort((a, b) -> a - b);
SELECT zip_with(x -> x, array(1), (a, b) -> a);
SELECT transform(array(1, 2), (x, i) -> x + i) AS t;
